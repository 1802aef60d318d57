"""Codemods that know Inngest: its client, its functions, its events and its serve routes."""
