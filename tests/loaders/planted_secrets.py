"""Lines of a log with secrets in every shape in which a browser or a proxy writes them.

Each secret is a text of its own that is found again as it is; a shape gives a line for a secret.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

COURSE = "course-v1:OwnX+SECRETS+2025"


def line(event: object, event_type: str = "/login_ajax", **more: object) -> str:
    """A request, as the LMS logs it."""
    return json.dumps(
        {
            "username": "own_secretive",
            "event_type": event_type,
            "event_source": "server",
            "event": event,
            "context": {"course_id": COURSE, "user_id": 4711, "path": event_type},
            "time": "2025-09-15T10:00:00.123456+00:00",
            "host": "lms.example.org",
            "page": None,
            **more,
        }
    )


def form(**fields: object) -> str:
    """A form within a text of JSON."""
    return json.dumps({"POST": fields, "GET": {}})


def in_browser(**more: object) -> str:
    """An event that a page sent."""
    more = {"event_source": "browser"} | more
    return line('{"id": "video1", "code": "html5"}', "play_video", **more)


def jwt(secret: str) -> str:
    return f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIi{secret}.{secret}"


SHAPES: dict[str, Callable[[str], str]] = {
    "form in JSON": lambda s: line({"POST": {"password": s}}),
    "form in an array": lambda s: line({"POST": {"password": [s]}}),
    "two in an array": lambda s: line({"POST": {"password": ["x", s], "email": ["a@b.org"]}}),
    "nested text": lambda s: line(form(password=[s])),
    "escaped twice": lambda s: line(json.dumps({"message": form(password=[s])})),
    "escaped three times": lambda s: json.dumps({"log": line(json.dumps({"m": form(passwd=s)}))}),
    "cut off": lambda s: line(form(email="a", password=[s])[: -len('"]}, "GET": {}}')]),
    "form-encoded": lambda s: line(f"email=a%40b.org&password={s}&remember=false"),
    "form-encoded with brackets": lambda s: line(f"user%5Bpassword%5D={s}&user%5Bname%5D=x"),
    "Python dict": lambda s: line(f"<QueryDict: {{u'password': [u'{s}']}}>"),
    "escaped for HTML": lambda s: line(rf"a=1\u0026password={s}\u0026b=2".replace("\\\\", "\\")),
    "escaped as unicode": lambda s: line(r"\u0022password\u0022: \u0022" + s + r"\u0022"),
    "new account": lambda s: line(form(new_password2=[s], terms=["true"]), "/create_account"),
    "reset, form": lambda s: line(form(new_password1=[s]), "/password_reset_confirm/MQ-5/"),
    "reset, address": lambda s: line("{}", f"/password_reset_confirm/MTE-5ab-{s}/"),
    "reset, page": lambda s: in_browser(page=f"https://x.org/password_reset_confirm/M-{s}/?a=1"),
    "activation": lambda s: line("{}", f"/activate/{s}"),
    "unsubscribe, encoded": lambda s: line("{}", referer=f"https://x.org/a?u=%2Funsubscribe%2F{s}"),
    "upper case": lambda s: line(form(PASSWORD=[s], Email="x")),
    "number": lambda s: line({"POST": {"passcode": int(s.translate(DIGITS))}}),
    "csrf, form": lambda s: line(form(csrfmiddlewaretoken=[s]), "/courses/x/handler"),
    "csrf, event of a page": lambda s: line(form(csrfmiddlewaretoken=s), "problem_check"),
    "OAuth, token of a form": lambda s: line(form(access_token=[s]), "/oauth2/exchange"),
    "OAuth, client": lambda s: line(form(client_secret=[s], client_id="x"), "/oauth2/token"),
    "OAuth, refresh": lambda s: line(f"grant_type=r&refresh_token={s}", "/oauth2/access_token/"),
    "OAuth, code of a form": lambda s: line(form(code=[s]), "/auth/complete/google-oauth2/"),
    "OAuth, code of an address": lambda s: line("{}", f"/auth/complete/x/?state=1&code={s}"),
    "OAuth, fragment": lambda s: in_browser(page=f"https://x.org/cb#access_token={s}&expires=9"),
    "page": lambda s: in_browser(page=f"https://x.org/courses?sessionid={s}&b=1"),
    "referer": lambda s: line("{}", "/dashboard", referer=f"https://x.org/login?token={s}"),
    "referer, ;": lambda s: line("{}", "/x", referer=f"https://x.org/a;jsessionid={s}?b=1"),
    "referer, encoded": lambda s: line(
        "{}", "/x", referer="https://x.org/login?next=" + quote(f"/a?access_token={s}&b=1", "")
    ),
    "referer, encoded twice": lambda s: line(
        "{}", "/x", referer="https://x.org/?n=" + quote(quote(f"/a?b=1&access_token={s}", ""), "")
    ),
    "JSON in an address": lambda s: line(
        "{}", "/x", referer="https://x.org/?d=" + quote(json.dumps({"password": [s]}), "")
    ),
    "header": lambda s: line({"headers": {"Authorization": f"Basic {s}"}}, "problem_check"),
    "header as Python names it": lambda s: line({"HTTP_AUTHORIZATION": f"Token {s}"}),
    "header in a pair": lambda s: line({"headers": [["Authorization", f"Basic {s}"]]}),
    "header as text": lambda s: line(f"GET / HTTP/1.1; Authorization: Basic {s}"),
    "bearer": lambda s: line(f"curl -H 'Bearer {s}0123456789'", "problem_check"),
    "JSON web token": lambda s: line({"answer": jwt(s)}, "problem_check"),
    "JSON web token, address": lambda s: in_browser(referer=f"https://x.org/lti?x={jwt(s)}"),
    "cookies": lambda s: line({"cookie": f"csrftoken={s}; sessionid={s}"}, "problem_check"),
    "SAML": lambda s: line(form(SAMLResponse=[s]), "/auth/complete/tpa-saml/"),
    "LTI": lambda s: line(f"oauth_consumer_key=k&oauth_signature={s}%3D", "/lti/launch"),
}
DIGITS = str.maketrans({chr(97 + i): str(i % 10) for i in range(26)})


def secret_of(number: int) -> str:
    """A secret that is found nowhere else: letters, so that no encoding changes it."""
    return "zq" + "".join(chr(97 + (number * 7 + i * 11) % 26) for i in range(12)) + "zx"


def written() -> str:
    """The log, whose lines are a second apart, so that each is an event of its own."""
    lines = [line for line, _ in planted().values()]
    return "".join(
        line.replace("10:00:00.", f"10:{n // 60:02}:{n % 60:02}.") + "\n"
        for n, line in enumerate(lines)
    )


def planted() -> dict[str, tuple[str, str]]:
    """The shapes, each with its line and what must not be found of it."""
    found = {}
    for number, (name, shape) in enumerate(SHAPES.items()):
        secret = secret_of(number)
        kept = str(int(secret.translate(DIGITS))) if name == "number" else secret
        found[name] = (shape(secret), kept)
    return found
