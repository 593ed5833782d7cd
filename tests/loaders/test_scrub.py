"""Secrets are cut out of a line before it is landed, whatever their shape."""

import json
import shutil
from pathlib import Path

import duckdb
import planted_secrets
import pytest
from lander import Lander

from loaders.logs.landing import land
from loaders.scrubbing import scrub_patterns
from loaders.scrubbing.scrub import MASK, Scrubber, scrubbed_line
from loaders.streams.lines import to_batch
from loaders.streams.sources import SOURCES
from loaders.warehouse.database import prepare

SECRETS = [
    "s3cret",
    'quo"te',
    "back\\slash",
    "end\\",
    "brac]ket",
    "com,ma",
    "Ünïcode ✓",
    '","x":"',
    "a b",
]


def request(event: object, event_type: str = "/create_account") -> str:
    return json.dumps({"username": "", "event_type": event_type, "event": event})


def forms(secret: str) -> list[str]:
    """A form with a password, in every shape."""
    form = {
        "username": ["ana"],
        "password": [secret],
        "new_password2": secret,
        "email": ["a@b.org"],
    }
    nested = json.dumps({"POST": form, "GET": {}})
    return [
        request({"POST": form}),
        request(nested),
        request(json.dumps({"message": nested})),
        json.dumps({"log": request(nested)}),
        request({"POST": form | {"password": [secret, secret]}}),
    ]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("shape", range(5))
def test_passwords_are_masked_and_nothing_else(shape: int, secret: str) -> None:
    line = forms(secret)[shape]
    masked = scrubbed_line(line)
    assert json.dumps(secret)[1:-1] not in masked
    assert secret not in masked
    text = masked
    for _ in range(4):
        text = text.replace("\\\\", "\\").replace('\\"', '"')
    assert '"password": ["********"]' in text
    assert '"new_password2": "********"' in text
    assert '"username": ["ana"]' in text
    assert '"email": ["a@b.org"]' in text
    json.loads(masked)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            request("username=ana&password=s3%26cret&email=a"),
            "username=ana&password=********&email=a",
        ),
        (request({"password": 12345, "n": 1}), '{"password": "********", "n": 1}'),
        (request('{"POST": {"password": ["s3cr'), '[\\"********"}'),
        (request("", event_type="/login?password=s3cret&x=1"), "/login?password=********&x=1"),
    ],
)
def test_other_shapes(line: str, expected: str) -> None:
    masked = scrubbed_line(line)
    assert expected in masked
    assert "s3" not in masked


def test_what_is_no_request_stays_as_it_is() -> None:
    answer = json.dumps({"event_type": "problem_check", "event": {"answers": {"password": "abc"}}})
    assert scrubbed_line(answer) == answer


def test_lines_without_the_word_are_handed_on_untouched() -> None:
    batch = to_batch(b'{"event_type": "/x"}\n', 1)
    assert Scrubber().scrubbed(batch) is batch


def test_only_the_line_of_a_batch_changes() -> None:
    lines = ['{"a": 1}', request({"POST": {"password": ["s3cret"]}}), "", "password"]
    batch = Scrubber().scrubbed(to_batch("\n".join(lines).encode(), 5))
    found = batch.column("line").to_pylist()
    assert found[0::2] == lines[0::2]
    assert found[3] == "password"
    assert "s3cret" not in found[1]
    assert batch.column("line_no").to_pylist() == [5, 6, 7, 8]


def test_a_word_repeated_for_megabytes_is_searched_once() -> None:
    """Without a bound on names the search takes the square of the length, which is hours."""
    line = request("passwd" * 500_000 + " password=s3cret")
    assert scrubbed_line(line).endswith(' password=********"}')


@pytest.mark.parametrize("shape", planted_secrets.SHAPES)
def test_secret_is_cut_out_whatever_its_shape(shape: str) -> None:
    line, secret = planted_secrets.planted()[shape]
    assert secret in line
    scrubbed = scrubbed_line(line)
    assert secret not in scrubbed
    assert MASK in scrubbed
    assert scrubbed_line(scrubbed) == scrubbed
    assert json.loads(scrubbed).keys() == json.loads(line).keys()
    batch = Scrubber().scrubbed(to_batch(line.encode(), 1))
    assert batch.column("line").to_pylist() == [scrubbed]  # so the quick look found it, too


@pytest.mark.parametrize(
    "line",
    [
        planted_secrets.in_browser(page="https://x.org/c?activate_block_id=b1&q=session"),
        planted_secrets.line({"answers": {"token": "abc", "password": "abc"}}, "problem_check"),
        planted_secrets.line(
            '{"code": "print(1)", "POST": {"code": ["x"]}}', "/courses/c/xblock/handler"
        ),
        planted_secrets.line({"text": "The token, the cookie and a bearer of news"}, "forum"),
        json.dumps({"event_type": "x", "session": "293d834a436789303a31df18909602fe"}),
        json.dumps({"event_type": "/login", "event": {"password": None, "token": {}}}),
    ],
)
def test_what_is_not_a_secret_stays(line: str) -> None:
    assert scrubbed_line(line) == line


def test_scrubbed_lines_are_counted_and_a_copy_of_a_line_becomes_the_same_text(
    tmp_path: Path,
) -> None:
    lander = Lander(tmp_path)
    logs = [lander.write(name, planted_secrets.written().encode()) for name in ("a.log", "b.log")]
    lander.append(logs[1], b"{}\n")
    n = len(planted_secrets.SHAPES)
    assert f"secrets were cut: {2 * n}" in lander.land(*logs).output
    assert lander.rows("select lines_loaded, lines_scrubbed from raw.files order by 1") == [
        (n, n),
        (n + 1, n),
    ]
    assert lander.lines(logs[0]) == lander.lines(logs[1])[:n]
    lander.append(logs[1], planted_secrets.written().encode())
    lander.land(logs[1])
    assert lander.file(logs[1], "lines_scrubbed") == (2 * n,)


def test_lines_stay_as_they_are_where_that_is_wanted(tmp_path: Path) -> None:
    lander = Lander(tmp_path)
    log = lander.write("a.log", planted_secrets.written().encode())
    lander.run("edx", log, "--no-scrub")
    assert lander.lines(log) == planted_secrets.written().splitlines()
    assert lander.file(log, "lines_scrubbed") == (0,)


@pytest.mark.parametrize("scrub", [True, False])
def test_no_secret_is_in_the_log_that_the_database_writes_ahead(
    tmp_path: Path, scrub: bool
) -> None:
    lander = Lander(tmp_path)
    log = lander.write("a.log", planted_secrets.written().encode())
    with duckdb.connect(str(lander.database)) as con:
        con.execute("set wal_autocheckpoint = '1TB'")
        prepare(con, str(lander.database))
        land(con, SOURCES["edx"], [log], scrub=scrub)
        ahead = lander.database.with_name(lander.database.name + ".wal").read_bytes()
    assert b"own_secretive" in ahead
    secrets = planted_secrets.planted()
    found = [shape for shape, (_, secret) in secrets.items() if secret.encode() in ahead]
    assert found == ([] if scrub else [*secrets])


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("field,pw,any,x", 'row 2: name "pw" is not the pattern of a name: write it without'),
        ("field,*,any,x", 'row 2: name "*" is not the pattern of a name'),
        ("fields,token,any,x", 'row 2: kind "fields" is not one of field, parameter'),
        ("field,token,,x", "row 2: scope is empty"),
    ],
)
def test_load_is_refused_while_the_patterns_have_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, fault: str
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    shutil.copy(scrub_patterns.SEED.with_name("_seeds.yml"), seeds)
    seed = seeds / "scrub_patterns.csv"
    seed.write_text(f"kind,name,scope,what\n{rows}\n")
    monkeypatch.setattr(scrub_patterns, "SEED", seed)
    scrub_patterns.patterns.cache_clear()
    lander = Lander(tmp_path)
    log = lander.write("a.log", b"{}\n")
    try:
        message = lander.run("edx", log, code=2).stderr
        assert f"seeds/scrub_patterns.csv, {fault}" in message
        assert "--no-scrub" in message
        lander.run("edx", log, "--no-scrub")
    finally:
        scrub_patterns.patterns.cache_clear()


def test_site_can_name_secrets_of_its_own() -> None:
    own = scrub_patterns.Patterns([scrub_patterns.Pattern("field", "badge_*", "any")])
    line = '{"event_type": "x", "badge_no": 12, "password": "x"}'
    assert scrubbed_line(line, own) == line.replace("12", f'"{MASK}"')
