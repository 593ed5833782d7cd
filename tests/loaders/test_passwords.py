"""Passwords of requests are masked before a line is landed, in whatever shape a form stands."""

import json

import pytest

from loaders.lines import to_batch
from loaders.passwords import masked_line, without_passwords

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
    masked = masked_line(line)
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
    masked = masked_line(line)
    assert expected in masked
    assert "s3" not in masked


def test_what_is_no_request_stays_as_it_is() -> None:
    answer = json.dumps({"event_type": "problem_check", "event": {"answers": {"password": "abc"}}})
    assert masked_line(answer) == answer


def test_lines_without_the_word_are_handed_on_untouched() -> None:
    batch = to_batch(b'{"event_type": "/x"}\n', 1)
    assert without_passwords(batch) is batch


def test_only_the_line_of_a_batch_changes() -> None:
    lines = ['{"a": 1}', request({"POST": {"password": ["s3cret"]}}), "", "password"]
    batch = without_passwords(to_batch("\n".join(lines).encode(), 5))
    found = batch.column("line").to_pylist()
    assert found[0::2] == lines[0::2]
    assert found[3] == "password"
    assert "s3cret" not in found[1]
    assert batch.column("line_no").to_pylist() == [5, 6, 7, 8]


def test_a_word_repeated_for_megabytes_is_searched_once() -> None:
    """Without a bound on names the search takes the square of the length, which is hours."""
    line = request("passwd" * 500_000 + " password=s3cret")
    assert masked_line(line).endswith(' password=********"}')
