"""Lands somebody else's MOOCdb of a course."""
