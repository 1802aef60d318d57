"""Exports that get another name: who has them, who takes them, and what both write then."""
