"""Measurements of `migrate` against other tools on the same work. `python -m benchmarks --help` says how."""
