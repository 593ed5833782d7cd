"""Runs a notebook from start to end, where nbclient and ipykernel are installed.

Usage: python run_notebook.py NOTEBOOK [WRITTEN]: the notebook with its output goes to WRITTEN.
"""

import sys

import nbformat
from nbclient import NotebookClient

if __name__ == "__main__":
    notebook = nbformat.read(sys.argv[1], as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    for written in sys.argv[2:]:
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)  # when it ran says nothing
        nbformat.write(notebook, written)
