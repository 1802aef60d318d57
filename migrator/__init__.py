"""A codemod migration engine for TypeScript monorepos."""

__version__ = "0.1.0"
