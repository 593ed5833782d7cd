"""Lands data packages and databases of edX, with the content of courses (OLX)."""
