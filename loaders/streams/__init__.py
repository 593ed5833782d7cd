"""Cuts the text of files into lines and rows, as Arrow batches, for each kind of file."""
