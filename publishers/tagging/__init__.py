"""Pages on which people tag texts, without a server."""
