"""Lands the exports of Coursera: dumps, or databases of a server."""
