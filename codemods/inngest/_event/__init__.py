"""What `inngest-event` is made of: the convention, and what it writes, NestJS's kind among it."""
