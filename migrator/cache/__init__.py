"""What earlier runs found out, kept outside of the repository: facts of sources, and what whole runs came to."""

from migrator.cache.index import Index
from migrator.cache.place import index_file, results_folder
from migrator.cache.results import Results, key_of

__all__ = ["Index", "Results", "index_file", "key_of", "results_folder"]
