"""The site of the docs: reference pages made from the code, and hooks of MkDocs."""
