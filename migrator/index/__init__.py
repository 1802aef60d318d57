"""What was found out about sources, kept from one run to the next."""

from migrator.index.index import Index
from migrator.index.place import index_file

__all__ = ["Index", "index_file"]
