"""Reads JSON Lines: one article a line, under the names that exports commonly use."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from archive.importing.dates import When, read_date
from archive.importing.encoding import decode, warnings_of
from archive.importing.limits import LINE_LIMIT_BYTES, MEGABYTE
from archive.importing.records import CannotRead, Record, Unreadable

CHUNK_BYTES = 1 << 16
Fields = dict[str, Any]


class Reader:
    """Reads JSON Lines."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def read(self, stream: BinaryIO) -> Iterator[Record | Unreadable]:
        place, is_empty = 0, True
        while line := stream.readline(LINE_LIMIT_BYTES + 1):
            place += 1
            if len(line) > LINE_LIMIT_BYTES:
                _skip_line(stream, begun=line)
                yield Unreadable(
                    f"longer than {LINE_LIMIT_BYTES // MEGABYTE} MB", place
                )
                is_empty = False
            elif data := line.strip():
                yield _read_line(data, place=place)
                is_empty = False
        if is_empty:
            raise CannotRead("empty")


def _skip_line(stream: BinaryIO, *, begun: bytes) -> None:
    while begun and not begun.endswith(b"\n"):
        begun = stream.readline(CHUNK_BYTES)


def _read_line(data: bytes, *, place: int) -> Record | Unreadable:
    try:
        text, encoding = decode(data)
        fields = json.loads(text)
        if not isinstance(fields, dict):
            raise CannotRead("not a JSON object")
        return _record(fields, data=data, encoding=encoding, place=place)
    except json.JSONDecodeError as error:
        return Unreadable(f"not JSON: {error.msg} at sign {error.pos + 1}", place)
    except (ValueError, RecursionError):
        return Unreadable("not JSON that can be read", place)
    except CannotRead as error:
        return Unreadable(str(error), place)


def _record(fields: Fields, *, data: bytes, encoding: str, place: int) -> Record:
    when, warnings = _read_when(fields)
    return Record(
        data=data,
        encoding=encoding,
        format=Reader.name,
        place=place,
        carried_id=_identifier(fields),
        headline=_text(fields, "headline", "title"),
        body=_body(fields),
        published_on=when.day,
        published_at=when.moment,
        source=_text(fields, "source", "publication"),
        credits=_words(fields, "credits", "credit"),
        byline=", ".join(_words(fields, "byline", "author", "authors", split=False)),
        dateline=_text(fields, "dateline"),
        section=_text(fields, "section"),
        language=_text(fields, "language", "lang"),
        url=_text(fields, "url", "link"),
        tags=_words(fields, "tags", "keywords"),
        date_problem=when.problem,
        warnings=warnings + warnings_of(encoding),
    )


def _pick(fields: Fields, *names: str) -> tuple[str, Any]:
    """Return the first of the names that holds anything, with what it holds."""
    for name in names:
        if fields.get(name) not in (None, "", []):
            return name, fields[name]
    return names[0], None


def _text(fields: Fields, *names: str) -> str:
    name, value = _pick(fields, *names)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise CannotRead(f'"{name}" is not a text')
    return value.strip()


def _words(fields: Fields, *names: str, split: bool = True) -> tuple[str, ...]:
    """Return a list of words; one text is cut at its commas."""
    name, value = _pick(fields, *names)
    if isinstance(value, str):
        value = value.split(",") if split else [value]
    if not _is_list_of_texts(value or []):
        raise CannotRead(f'"{name}" is not a list of words')
    return tuple(word.strip() for word in value or [] if word.strip())


def _body(fields: Fields) -> str:
    name, value = _pick(fields, "body", "text", "content")
    if value is None or isinstance(value, str):
        return value or ""
    if not _is_list_of_texts(value):
        raise CannotRead(f'"{name}" is neither a text nor a list of paragraphs')
    return "\n\n".join(value)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _identifier(fields: Fields) -> str:
    _, value = _pick(fields, "id")
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise CannotRead('"id" is neither a text nor a whole number')
    return "" if value is None else str(value).strip()


def _read_when(fields: Fields) -> tuple[When, tuple[str, ...]]:
    """Return day and hour, and a warning when two dates do not agree."""
    on = _read_date(fields, "date", "published_on", "published")
    at = _read_date(fields, "datetime", "published_at")
    if on.day and at.day and on.day != at.day:
        return on, (f"its two dates differ: {on.day} and {at.day}",)
    return When(
        day=on.day or at.day,
        moment=on.moment or at.moment,
        problem=on.problem or at.problem,
    ), ()


def _read_date(fields: Fields, *names: str) -> When:
    text = " ".join(_text(fields, *names).split())
    if not text:
        return When()
    when = read_date(text) or When(problem="cannot be read as a day")
    return When(problem=f"{when.problem}: “{text[:80]}”") if when.problem else when
