"""The warehouse brought up to date: land what is new, build what it reaches, and say so."""
