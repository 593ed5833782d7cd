"""Write a set of plausible edX tracking logs into a folder."""

import argparse
from pathlib import Path

from sample_logs.writer import write

LEARNERS = 60
LINES_PER_LEARNER = 269  # measured


def main() -> None:
    """Write a set of logs and say what it holds."""
    parser = argparse.ArgumentParser(prog="python -m sample_logs", description=__doc__)
    parser.add_argument("directory", metavar="DIR", type=Path)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--learners", type=int, default=LEARNERS, help=f"default: {LEARNERS}")
    size.add_argument("--events", type=int, help="about so many lines, by more or fewer learners")
    parser.add_argument("--seed", type=int, default=1, help="default: 1")
    parser.add_argument("--plain", action="store_true", help="no file is compressed")
    options = parser.parse_args()
    learners = options.learners
    if options.events is not None:
        learners = max(round(options.events / LINES_PER_LEARNER), 1)
    truth = write(options.directory, learners, options.seed, plain=options.plain)
    print(f"{truth['lines']} lines of {learners} learners in {len(truth['files'])} files")


if __name__ == "__main__":
    main()
