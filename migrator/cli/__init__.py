"""The command line: parameters, exit codes, and the one place where errors become messages."""
