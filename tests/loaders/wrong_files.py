"""Files that several tests land where they do not belong."""

from __future__ import annotations

from lander import events

LOG = events(20)
TABLE = b"id\tusername\temail\tlast_login\tdate_joined\n1\tann\ta@example.com\tx\ty\n"
# What gpg writes: to a password, to an RSA key, to a key on a curve.
PASSWORD = bytes.fromhex("8c0d0409030290f1c37e") + bytes(range(99))
RSA = bytes.fromhex("85010c03cd53cc73e1f2a6b9010800") + bytes(range(99))
CURVE = bytes.fromhex("845e03c20d10161b8f4a2e") + bytes(range(99))
