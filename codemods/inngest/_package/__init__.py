"""What `inngest-package` is made of: what moves where, and what becomes of the old folder."""
