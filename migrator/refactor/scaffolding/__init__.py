"""A new package that looks like its siblings."""
