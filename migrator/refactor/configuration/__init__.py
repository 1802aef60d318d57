"""What configuration has to know when one package comes to use another, each kind of file in a module of its own."""
