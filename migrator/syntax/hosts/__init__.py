"""Files that hold script among other things."""
