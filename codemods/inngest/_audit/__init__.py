"""What the audit of Inngest reads out of a repository, and what it says of it. `audit.py` beside puts it together."""
