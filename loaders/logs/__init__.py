"""Lands files line by line: finds them, knows them again, and takes what is new."""
