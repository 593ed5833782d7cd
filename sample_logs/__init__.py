"""A seeded generator of plausible edX tracking logs: `python -m sample_logs DIR`."""
