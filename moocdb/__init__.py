"""One command over the loaders, dbt and the publishers."""
