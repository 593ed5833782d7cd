"""Bring the warehouse up to date: land new logs, build and test what they reach, log the run."""
