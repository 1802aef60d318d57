"""What the repository's own TypeScript says of base and branch."""
