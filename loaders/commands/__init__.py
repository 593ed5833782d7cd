"""The commands of `python -m loaders`, by what they land."""
