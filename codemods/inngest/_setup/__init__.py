"""What `inngest-setup` is made of: the parts of a set-up, and where each of them goes."""
