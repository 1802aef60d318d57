"""What is served to Inngest, and which events there are, on base and branch."""
