"""Opens what is landed: files, packed or not, archives, dumps of databases, and servers."""
