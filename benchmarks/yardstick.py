"""The yardstick: DuckDB reads the files as typed JSON and keeps nothing.

`python -m benchmarks.yardstick FOLDER` prints the seconds of each of a few runs as a JSON array. It
uses as much of the machine as a load or a build may (MOOCDB_MEMORY_LIMIT, MOOCDB_THREADS).
"""

import json
import sys
import time
from pathlib import Path

from loaders.warehouse.database import connect

RUNS = 3
SCAN = """
    select count(username), max(event_type), max(time), max(len(page)), count(context)
    from read_json($1, format = 'newline_delimited', ignore_errors = true, columns = {
        username: 'VARCHAR', event_type: 'VARCHAR', time: 'VARCHAR', page: 'VARCHAR',
        event: 'JSON', context: 'JSON'
    }, maximum_object_size = 100000000)
"""


def scan(logs: Path) -> float:
    """Seconds of one scan of all logs of a folder."""
    files = sorted(str(path) for path in logs.iterdir() if ".log" in path.name)
    with connect(":memory:") as connection:
        begun = time.perf_counter()
        connection.execute(SCAN, [files]).fetchall()
        return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps([scan(Path(sys.argv[1])) for _ in range(RUNS)]))
