"""Codemods for the repositories of Acme."""
