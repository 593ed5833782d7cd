"""Marts to files that people use."""
