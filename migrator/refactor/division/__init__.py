"""One module divided into several, by symbol."""
