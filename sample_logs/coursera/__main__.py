"""Write the SQL export and the clickstream of a small Coursera session into a folder."""

import argparse
from pathlib import Path

from sample_logs.coursera.files import write

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m sample_logs.coursera", description=__doc__)
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--seed", type=int, default=1, help="default: 1")
    options = parser.parse_args()
    truth = write(options.directory, options.seed)
    print(f"An export of {truth['matches']['n_ids']} people, {sum(truth['lines'].values())} lines")
