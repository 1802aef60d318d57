"""What a package has to declare, and with which range."""
