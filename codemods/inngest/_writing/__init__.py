"""Lines that belong into modules that are there: imports, members, entries of lists and indexes."""
