"""What dbt loads by profiles.yml: a file that cannot be opened is one sentence, no traceback."""

from typing import Any

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin

from loaders.errors import Refusal
from loaders.warehouse.database import check_name, why_not_opened


class Plugin(BasePlugin):
    """Opens the warehouse before dbt does, which then gets the same instance of DuckDB."""

    first: duckdb.DuckDBPyConnection | None = None

    def update_connection_config(self, creds: Any, config: dict[str, Any]) -> None:
        """Open the file. RuntimeError, of which dbt prints the message only, if that fails."""
        try:
            check_name(creds.path)
            self.first = duckdb.connect(creds.path, config=config)
        except Refusal as refusal:
            raise RuntimeError(str(refusal)) from None
        except duckdb.Error as error:
            raise RuntimeError(str(why_not_opened(creds.path, error))) from None

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Leave the file to the connection of dbt."""
        if self.first:
            self.first.close()
            self.first = None
