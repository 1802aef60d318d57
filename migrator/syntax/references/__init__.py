"""Every form in which one module names another: found in the bytes, confirmed by the syntax tree."""
