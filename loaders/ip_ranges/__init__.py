"""Lands address ranges and their countries."""
