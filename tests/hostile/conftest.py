"""Makes this folder one that its tests import from."""
