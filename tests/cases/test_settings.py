"""The documented vars: a build passes with any of them, and unit tests do not depend on them."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Warehouse, dbt_server

DEFAULTS: dict[str, Any] = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
# Vars that say which models are in the project, not what a model does: test_without_coursera.py.
SWITCHES = {"with_coursera"}
UNIT_TESTS = ["--select", "test_type:unit"]

# Every var differs from its default in every set, so a boolean has one value left.
OTHER_VARS: dict[str, dict[str, Any]] = {
    "moderate": {
        "exclude_staff": False,
        "min_events_per_learner": 5,
        "session_gap_minutes": 10,
        "time_on_task_short_minutes": 2,
        "time_on_task_long_minutes": 60,
        "event_max_duration_seconds": 600,
        "event_default_duration_seconds": 7,
        "event_min_valid_seconds": 1,
        "location_max_age_seconds": 60,
        "at_risk_inactive_days": 7,
        "at_risk_due_share": 0.8,
        "video_min_segment_seconds": 5,
        "video_completion_ratio": 0.5,
        "restrict_to_course_dates": True,
        "as_of_date": "2025-10-01",
        "time_zone": "Asia/Kolkata",
        "quickhelper_first_date": "2014-11-01",
        "quickhelper_last_date": "2014-11-30",
        "quickhelper_min_user_id": 100,
        "quickhelper_min_body_characters": 5,
        "label_credit_min_agreement": 0.8,
        "label_training_min_taggers": 1,
        "label_training_min_share": 0.5,
        "label_max_lead_weeks": 10,
        "topic_min_authors": 6,
        "prediction_bootstrap_replicates": 4,
        "coursera_clickstream_id": "session_user_id",
    },
    "least": {
        "exclude_staff": False,
        "min_events_per_learner": 1,
        "session_gap_minutes": 1.5,
        "time_on_task_short_minutes": 0,
        "time_on_task_long_minutes": 0.5,
        "event_max_duration_seconds": 1,
        "event_default_duration_seconds": 0,
        "event_min_valid_seconds": 0,
        "location_max_age_seconds": 1,
        "at_risk_inactive_days": 1,
        "at_risk_due_share": 0,
        "video_min_segment_seconds": 0,
        "video_completion_ratio": 0,
        "restrict_to_course_dates": True,
        "as_of_date": "2010-01-01",
        "time_zone": "Australia/Lord_Howe",
        "quickhelper_first_date": None,
        "quickhelper_last_date": "2014-10-01",
        "quickhelper_min_user_id": -1000,
        "quickhelper_min_body_characters": 0,
        "label_credit_min_agreement": 0,
        "label_training_min_taggers": 1,
        "label_training_min_share": 0,
        "label_max_lead_weeks": 30,
        "topic_min_authors": 7,
        "prediction_bootstrap_replicates": 0,
        "coursera_clickstream_id": "public_user_id",
    },
    "most": {
        "exclude_staff": False,
        "min_events_per_learner": 200,
        "session_gap_minutes": 100_000,
        "time_on_task_short_minutes": 100_000,
        "time_on_task_long_minutes": 200_000,
        "event_max_duration_seconds": 1_000_000,
        "event_default_duration_seconds": 1_000_000,
        "event_min_valid_seconds": 1_000_000,
        "location_max_age_seconds": 1_000_000,
        "at_risk_inactive_days": 1_000,
        "at_risk_due_share": 2,
        "video_min_segment_seconds": 100_000,
        "video_completion_ratio": 2,
        "restrict_to_course_dates": True,
        "as_of_date": "2030-12-31",
        "time_zone": "America/New_York",
        "quickhelper_first_date": "2030-01-01",
        "quickhelper_last_date": None,
        "quickhelper_min_user_id": 1_000_000,
        "quickhelper_min_body_characters": 1_000_000,
        "label_credit_min_agreement": 2,
        "label_training_min_taggers": 1_000,
        "label_training_min_share": 2,
        "label_max_lead_weeks": 1,
        "topic_min_authors": 1_000_000,
        "prediction_bootstrap_replicates": 7,
        "coursera_clickstream_id": "forum_user_id",
    },
}


@pytest.mark.parametrize("name", OTHER_VARS)
def test_build_passes_under_other_vars(
    landed_samples: Warehouse, tmp_path: Path, name: str
) -> None:
    landed_samples.copied(tmp_path).build(OTHER_VARS[name], tests=True)


@pytest.mark.parametrize("half", ["--select", "--exclude"])
def test_unit_tests_pass(both_platforms: Warehouse, tmp_path: Path, half: str) -> None:
    """All of them, here only. No var has its default: that a test pins those of its model is a
    test below. What does not run is in the other half."""
    command = ["--quiet", "test", *UNIT_TESTS, "--vars", yaml.safe_dump(OTHER_VARS["moderate"])]
    if half == "--select":
        command[3] += ",path:models/intermediate"
    else:
        command += ["--exclude", "path:models/intermediate"]
    code, printed = both_platforms.copied(tmp_path).dbt(*command)
    failed = sorted(set(re.findall(r"(?:Failure|Error) in unit_test (\w+)", printed)))
    assert (code, failed) == (0, []), printed[-3000:]


@pytest.mark.parametrize("name", OTHER_VARS)
def test_every_var_has_another_value_in_every_set(name: str) -> None:
    assert OTHER_VARS[name].keys() == DEFAULTS.keys() - SWITCHES
    assert [var for var, value in OTHER_VARS[name].items() if value == DEFAULTS[var]] == []


def test_every_var_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    described = page.split("| Var |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z_]{6,})`", described)) >= DEFAULTS.keys()


def test_a_plain_build_leaves_out_unit_tests_only(warehouse: Warehouse) -> None:
    def listed(*options: str) -> set[str]:
        code, printed = warehouse.dbt("--quiet", "ls", *options)
        assert code == 0, printed
        return set(re.findall(r"^(?:\w+:)?moocdb[.]\S+$", printed, re.MULTILINE))

    unit_tests = listed(*UNIT_TESTS)
    assert len(unit_tests) > 200
    everything = listed("--select", "*", "source:*", "exposure:*", "metric:*", "semantic_model:*")
    assert listed() == everything - unit_tests


def test_a_unit_test_pins_every_var_of_its_model(warehouse: Warehouse) -> None:
    """A test that takes a var from the run fails at the users' settings."""
    assert warehouse.dbt("--quiet", "ls", "--select", "staff")[0] == 0  # the project is read by now
    manifest = json.loads((dbt_server().target / "manifest.json").read_text())
    reads = vars_of_models(manifest)
    assert reads["int_help_instances"] >= {"quickhelper_first_date", "quickhelper_min_user_id"}
    unpinned = {
        f"{test['model']}: {test['name']}": sorted(missing)
        for test in manifest["unit_tests"].values()
        if (missing := reads[test["model"]] - SWITCHES - pinned(test))
    }
    assert unpinned == {}


def pinned(test: dict[str, Any]) -> set[str]:
    """The vars that a unit test sets."""
    return {*((test["overrides"] or {}).get("vars") or {})}


def vars_of_models(manifest: dict[str, Any]) -> dict[str, set[str]]:
    """The vars that each model reads, itself or in a macro that it names, at any depth."""
    macros: dict[str, list[str]] = {}
    for macro in manifest["macros"].values():
        if macro["package_name"] == "moocdb":
            # A dispatched macro `duckdb__x` is named by `x`.
            macros.setdefault(macro["name"].split("__")[-1], []).append(macro["macro_sql"])

    @cache
    def words(code: str) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", without_comments(code)))

    def texts(code: str, seen: set[str]) -> Iterator[str]:
        yield without_comments(code)
        for name in (words(code) & macros.keys()) - seen:
            seen.add(name)
            for text in macros[name]:
                yield from texts(text, seen)

    return {
        node["name"]: {
            var
            for text in texts(node["raw_code"], set())
            for var in re.findall(r"\bvar\(\s*['\"](\w+)", text)
        }
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }


def without_comments(code: str) -> str:
    return re.sub(r"\{#.*?#\}", "", code, flags=re.DOTALL)
