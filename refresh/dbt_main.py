"""dbt as `python -m refresh.dbt_main`: its own script fails in a folder with blanks and quotes."""

import sys

from dbt.cli.main import cli

if __name__ == "__main__":
    sys.argv[0] = "dbt"
    cli()
