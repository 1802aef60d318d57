"""YAML: read with positions, changed in place."""
