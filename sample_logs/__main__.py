"""Write a set of plausible edX tracking logs into a folder."""

import argparse
from pathlib import Path

from sample_logs.data_package.files import write_package
from sample_logs.writer import write, write_next_day

LEARNERS = 60
LINES_PER_LEARNER = 269  # measured


def main() -> None:
    """Write a set of logs and say what it holds."""
    parser = argparse.ArgumentParser(prog="python -m sample_logs", description=__doc__)
    parser.add_argument("directory", metavar="DIR", type=Path)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--learners", type=int, help=f"default: {LEARNERS}")
    size.add_argument("--events", type=int, help="about so many lines, by more or fewer learners")
    parser.add_argument("--seed", type=int, help="default: 1")
    parser.add_argument("--plain", action="store_true", help="no file is compressed")
    parser.add_argument(
        "--next-day",
        action="store_true",
        help="add a file to the set in DIR: the day after it, of known and new learners "
        "(--events: about so many lines; default: 1 %% of the set)",
    )
    parser.add_argument(
        "--package",
        action="store_true",
        help="write the data package of such a set into DIR instead of its logs",
    )
    options = parser.parse_args()
    if options.next_day:
        if options.package or options.learners is not None or options.seed is not None:
            parser.error("--next-day takes learners and seed from the set in DIR, and writes logs")
        path, day = write_next_day(options.directory, options.events, plain=options.plain)
        print(
            f"{len(day.lines)} lines ({day.n_late} of them late) of {len(day.known)} known and "
            f"{len(day.new)} new learners in {path.name}"
        )
        return
    learners = LEARNERS if options.learners is None else options.learners
    seed = 1 if options.seed is None else options.seed
    if options.events is not None:
        learners = max(round(options.events / LINES_PER_LEARNER), 1)
    if options.package:
        told = write_package(options.directory, learners, seed)
        rows = sum(sum(course["tables"].values()) for course in told["courses"].values())
        print(f"{rows} rows of a term of {learners} learners in {options.directory}")
        return
    truth = write(options.directory, learners, seed, plain=options.plain)
    print(f"{truth['lines']} lines of {learners} learners in {len(truth['files'])} files")


if __name__ == "__main__":
    main()
