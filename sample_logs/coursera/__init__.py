"""A seeded generator of one invented Coursera session: `python -m sample_logs.coursera DIR`."""
