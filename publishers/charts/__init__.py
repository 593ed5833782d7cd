"""Charts as files: load them, check them, run their queries, draw them."""
