"""What the code says of its Inngest: clients, functions, events, what is served."""
