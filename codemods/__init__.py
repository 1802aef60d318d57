"""The codemods that come with the program. Each module is one; `migrate codemods` lists them."""
