"""Run steps on one session of Spark, whose start takes longer than many a step.

A script, because Spark has a Python of its own.

Usage: python in_session.py STEPS, where STEPS is a JSON file, a list of lists: the name of a step
and its arguments. It prints when each step is done, and ends with 1 at the first that fails.

dbt ARGUMENT...                 runs dbt, whose session this is
views FOLDER                    writes the views of marts and moocdb that are there
analyse TARGET ANSWER           analyse.py
models DATABASE TARGET OUTPUT MODEL...    each_model.py
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from analyse import analyse
from dbt.cli.main import dbtRunner
from each_model import run_models
from spark_session import ROOT, session_of_profile, write_views

sys.path.append(str(ROOT / "tests"))
from quick_dbt import prepare


def main(file: str) -> int:
    session = session_of_profile()
    manifest: Any = dbtRunner().invoke(["--quiet", "parse"]).result
    prepare(manifest)
    for name, *words in json.loads(Path(file).read_text()):
        began = time.monotonic()
        if name == "dbt":
            if not dbtRunner(manifest=manifest).invoke(words).success:
                return 1
        elif name == "views":
            write_views(session, Path(words[0]))
        elif name == "analyse":
            analyse(session, Path(words[0]), Path(words[1]))
        elif name == "models":
            run_models(session, *map(Path, words[:3]), words[3:])
        else:
            raise ValueError(f"there is no step {name}")
        print(f"{time.monotonic() - began:.0f} s: {name} {' '.join(words)[:80]}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
