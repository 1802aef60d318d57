"""What becomes of the modules that moved code needs from the app it leaves."""
