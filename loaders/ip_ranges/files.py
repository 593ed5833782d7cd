"""Files of address ranges and their countries: MaxMind, IP2Location, or start, end and country."""

import csv
import gzip
import io
import ipaddress
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import IO

from loaders.errors import Refusal
from loaders.files.paths import printable

CSV_NAME = re.compile(r"[^.].*\.csv(\.gz)?", re.IGNORECASE)
COUNTRY = re.compile(r"[A-Za-z]{2}")
NOWHERE = ("", "-", "ZZ", "NULL", "\\N")  # how files say that a range has no country
NUMBER = re.compile(r"[0-9]{1,39}")
# Names of the columns of a file with a header and a range a line.
STARTS = ("start", "start_ip", "ip_start", "ip_from", "range_start", "first", "from")
ENDS = ("end", "end_ip", "ip_end", "ip_to", "range_end", "last", "to")
COUNTRIES = ("country", "country_code", "country_iso_code", "iso_code", "cc")
MOST_V4 = 0xFFFFFFFF
MAPPED = 0xFFFF << 32  # IPv4 within IPv6: ::ffff:0:0/96

Lines = Iterator[tuple[int, list[str]]]


@dataclass(slots=True)
class Range:
    """Addresses of one country.

    first, last: numbers of the addresses, both included; those of IPv4 are mapped into IPv6.
    country: ISO alpha-2, upper case. file, line_no: where the range begins.
    """

    first: int
    last: int
    country: str
    file: str
    line_no: int


def address_key(number: int) -> str:
    """Return an address as text that sorts like addresses: the macro `ip_key` makes the same."""
    if number >> 32 == MAPPED >> 32:
        return f"4{number & MOST_V4:010d}"
    return f"6{number:032x}"


def ranges_in(source: str) -> tuple[list[Path], list[Range]]:
    """Return the files that a path names, and the ranges of a country in them, in order.

    source: a CSV file, plain or .gz, a .zip of CSV files, or a folder of these. Ranges of one
    country that touch are one. Refusal if there is none, if two overlap, or if a line is not
    a range.
    """
    files = _files(source)
    found: list[Range] = []
    countries: dict[str, str] = {}
    for name, lines in chain.from_iterable(map(_members, files)):
        for item in _ranges_of(name, lines, countries):
            before = found[-1] if found else item
            if before.last + 1 == item.first and before.country == item.country:
                before.last = item.last
            else:
                found.append(item)
    found = [item for item in found if item.country]
    if not found:
        raise Refusal(
            f"{source} holds no address ranges: give the CSV files of GeoLite2 (blocks and "
            "locations, in a .zip or a folder), of IP2Location LITE, or start,end,country."
        )
    found.sort(key=lambda item: item.first)
    for before, item in pairwise(found):
        if item.first <= before.last:
            raise Refusal(
                f"{item.file}, line {item.line_no}: the range overlaps that of {before.file}, line "
                f"{before.line_no}: correct it, or name the files of one publisher only; nothing "
                "was landed."
            )
    return files, found


def _files(source: str) -> list[Path]:
    path = Path(source).resolve()
    if not path.is_dir():
        return [path]
    if files := [file for file in path.rglob("*") if CSV_NAME.fullmatch(file.name)]:
        return sorted(files, key=_order)
    raise Refusal(f"{source} is a folder without .csv files: correct it.")


def _order(path: Path) -> tuple[bool, str]:
    """Sort files so that those of MaxMind's locations come before the blocks that name them."""
    return "locations" not in path.name.lower(), str(path)


def _members(path: Path) -> Iterator[tuple[str, Lines]]:
    """Yield the CSV files of a file, with numbered lines. Refusal if it cannot be read."""
    name = printable(path)
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                is_packed = file.read(2) == b"\x1f\x8b"
                file.seek(0)
                yield name, _lines(name, gzip.GzipFile(fileobj=file) if is_packed else file)
            return
        with zipfile.ZipFile(path) as archive:
            for inner in sorted(map(Path, archive.namelist()), key=_order):
                if CSV_NAME.fullmatch(inner.name):
                    with archive.open(str(inner)) as file:
                        yield f"{name}/{inner}", _lines(f"{name}/{inner}", file)
    except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
        raise Refusal(
            f"{name} cannot be read ({error}): get it again; nothing was landed."
        ) from None


def _lines(name: str, file: IO[bytes] | gzip.GzipFile) -> Lines:
    reader = csv.reader(io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline=""))
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise _refusal(name, reader.line_num, str(error)) from None


def _ranges_of(name: str, lines: Lines, countries: dict[str, str]) -> Iterator[Range]:
    """Yield the ranges of a CSV file, or keep the countries of MaxMind's places by their ids."""
    line_no, cells = next(lines, (1, []))
    header = [cell.lower() for cell in cells]
    if "geoname_id" in header and "country_iso_code" in header:
        place, country = header.index("geoname_id"), header.index("country_iso_code")
        for _, cells in lines:
            if len(cells) > max(place, country):
                countries[cells[place]] = cells[country]
    elif "network" in header and "geoname_id" in header:
        yield from _blocks(name, header, lines, countries)
    else:
        columns = _columns(header)
        if not columns:
            if len(cells) < 3 or not _is_address(cells[0]):
                reason = "neither a header of ranges nor a range of start, end and country"
                raise _refusal(name, line_no, reason)
            lines, columns = chain([(line_no, cells)], lines), (0, 1, 2)
        yield from _plain(name, columns, lines)


def _columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the places of start, end and country in a header; none if it names not all."""
    places = [
        next((header.index(name) for name in names if name in header), -1)
        for names in (STARTS, ENDS, COUNTRIES)
    ]
    return () if -1 in places else tuple(places)


def _blocks(
    name: str, header: Sequence[str], lines: Lines, countries: dict[str, str]
) -> Iterator[Range]:
    """Yield the networks of a MaxMind file; without a place, that of the registration counts."""
    network = header.index("network")
    named = ("geoname_id", "registered_country_geoname_id")
    places = [header.index(column) for column in named if column in header]
    for line_no, cells in lines:
        try:
            block = ipaddress.ip_network(cells[network], strict=False)
            ids = [cells[place] for place in places]
        except (ValueError, IndexError):
            raise _refusal(name, line_no, "not a network such as 192.0.2.0/24") from None
        place = next((id_ for id_ in ids if id_), "")
        if place and place not in countries:
            raise _refusal(
                name, line_no, f"no locations file names the geoname_id {place}: put it beside it"
            )
        first, last = (_number(address) for address in (block[0], block[-1]))
        yield Range(first, last, _country(name, line_no, countries.get(place, "")), name, line_no)


def _plain(name: str, columns: Sequence[int], lines: Lines) -> Iterator[Range]:
    """Yield the ranges of a file of start, end and country.

    Numbers are of IPv4 up to 4294967295; a file with a larger one is of IPv6 throughout.
    """
    rows = list(lines)
    ends = (cells[columns[1]] for _, cells in rows if len(cells) > columns[1])
    is_v6 = any(int(end) > MOST_V4 for end in ends if NUMBER.fullmatch(end))
    for line_no, cells in rows:
        try:
            first, last = (_parsed(cells[column], is_v6=is_v6) for column in columns[:2])
            country = cells[columns[2]]
        except (ValueError, IndexError):
            raise _refusal(name, line_no, "not a range of start, end and country") from None
        if last < first:
            raise _refusal(name, line_no, "the range ends before it starts")
        yield Range(first, last, _country(name, line_no, country), name, line_no)


def _is_address(text: str) -> bool:
    try:
        _parsed(text, is_v6=True)
    except ValueError:
        return False
    return True


def _parsed(text: str, *, is_v6: bool) -> int:
    """Return the number of an address that is written out or is a number. ValueError if neither."""
    if not NUMBER.fullmatch(text):
        return _number(ipaddress.ip_address(text))
    return int(ipaddress.IPv6Address(int(text))) if is_v6 else MAPPED + int(text)


def _number(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> int:
    return int(address) + (MAPPED if address.version == 4 else 0)


def _country(name: str, line_no: int, text: str) -> str:
    """Return a country in upper case; '' for none."""
    if text.upper() in NOWHERE:
        return ""
    if not COUNTRY.fullmatch(text):
        raise _refusal(name, line_no, f"{text[:40]!r} is not a country code of two letters")
    return text.upper()


def _refusal(name: str, line_no: int, reason: str) -> Refusal:
    return Refusal(f"{name}, line {line_no}: {reason}; nothing was landed.")
