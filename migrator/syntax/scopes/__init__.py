"""What names mean: scopes, declarations, bindings."""
