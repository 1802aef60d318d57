"""JSON with comments: asked by key, changed in place."""
