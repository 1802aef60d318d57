"""The start of a codemod: a module that does not do its work yet, and a case that says so."""
