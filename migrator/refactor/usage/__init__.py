"""What is used of a module that a reference takes as a whole: which names, and at which places."""
