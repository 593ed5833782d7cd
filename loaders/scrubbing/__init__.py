"""Keeps out of lines, before they are landed, secrets and people who were forgotten."""
