"""A site for tests of the refresh: logs, a warehouse, and a fake dbt that only records its runs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from loaders import __main__ as loaders
from loaders.run_log import run_log_of
from refresh import __main__ as command
from refresh import build as builds
from refresh.dbt import Outcome

EVENT = '{"event_type": "page_close", "time": "2025-09-15T08:00:00+00:00"}\n'
TAGS = "project,item_id,text,tagger,tag,tagged_at\np,1,t,ana,good,2025-09-15\n"
DUMP = """
CREATE TABLE `hash_mapping` (`user_id` int, `session_user_id` varchar(255), `forum_user_id` text);
INSERT INTO `hash_mapping` VALUES (1,'ana','f1'),(2,'bob','f2');
CREATE TABLE `users` (`session_user_id` text, `access_group_id` int, `registration_time` datetime);
CREATE TABLE `forum_posts` (
  `id` int, `thread_id` int, `user_id` int, `post_time` int, `post_text` text
);
CREATE TABLE `announcements` (`id` int);
"""
WHOLE = "everything"
EDX = ["raw.files", "raw.user_agents", "raw.edx_lines"]
GOOD = {"n_models": 3, "n_failed": 0, "n_skipped": 0, "n_tests_passed": 9, "n_tests_failed": 0}
[COLUMNS] = re.findall(
    r"macro columns_of_builds\(\) -%\}(.*?)\{%- endmacro",
    (ROOT / "macros/engine/builds.sql").read_text(),
    re.DOTALL,
)


class Site:
    """A log, a warehouse beside it, and a fake dbt that only records its runs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.database = folder, folder / "warehouse.duckdb"
        self.log = folder / "tracking" / "a.log"
        self.log.parent.mkdir()
        self.log.write_text(EVENT)
        self.outcome: dict[str, int] | None = GOOD
        self.built: list[str | list[str]] = []

    def run_dbt(self, arguments: list[str], database: str, inherited: list[int]) -> Outcome:
        assert database == str(self.database) and len(inherited) == 1
        select = arguments[arguments.index("--select") :] if "--select" in arguments else []
        self.built.append([name[7:-1] for name in select[1:]] or WHOLE)
        variables = arguments[arguments.index("--vars") + 1]
        settings = "exclude_staff=False" if "false" in variables else ""
        self.record("build", " ".join(select), settings, self.outcome)
        return Outcome()

    def record(
        self, kind: str, selection: str, settings: str = "", outcome: dict[str, int] | None = None
    ) -> None:
        """Insert the row that the macro record_build writes."""
        with duckdb.connect(str(self.database)) as con:
            con.execute(f"create table if not exists raw.builds ({COLUMNS})")
            counts = outcome or dict.fromkeys(GOOD)
            con.execute(
                "insert into raw.builds select uuid(), ?, ?, ?, coalesce(max(load_id), 0), "
                "now() at time zone 'UTC', case when ? then now() at time zone 'UTC' end, "
                "?, ?, ?, ?, ? from raw.loads",
                [kind, selection, settings, outcome is not None, *counts.values()],
            )

    def refresh(self, *arguments: object, code: int = 0) -> str:
        """Run a refresh; return what it printed."""
        return self._run(command.app, arguments, code)

    def load(self, *arguments: object, code: int = 0) -> str:
        """Run a loader by hand."""
        return self._run(loaders.app, arguments, code)

    def _run(self, app: Any, arguments: tuple[object, ...], code: int) -> str:
        environment = {"MOOCDB_DATABASE": str(self.database), "MOOCDB_SALT": "test"}
        result = CliRunner().invoke(app, [str(a) for a in arguments], env=environment)
        assert result.exit_code == code, result.output + repr(result.exception)
        assert self.lines()[-1]["exit_code"] == code
        return result.output

    def lines(self) -> list[dict[str, Any]]:
        """Lines of the log."""
        return [json.loads(line) for line in run_log_of(str(self.database)).open()]


def recorded_site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose builds are recorded and not run."""
    site = Site(folder)
    monkeypatch.setattr(builds, "run_dbt", site.run_dbt)
    return site
