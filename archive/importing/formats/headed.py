"""Reads texts that begin with their data: front matter, or lines of `Key: value`."""

import datetime
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importing.encoding import decode, warnings_of
from archive.importing.formats import fields
from archive.importing.formats.markdown import text_of_markdown, without_wiki_links
from archive.importing.formats.names import FIELD_OF, KNOWN, simple
from archive.importing.formats.reader import parsing
from archive.importing.limits import read_whole
from archive.importing.records import CannotRead, Record

FENCES = {
    mark: re.compile(
        rf"{re.escape(mark)}[ \t]*(?:{name})?[ \t]*\n(.*?)^(?:{end})[ \t]*(?:\n|\Z)",
        re.DOTALL | re.MULTILINE,
    )
    for mark, name, end in (
        ("---", "yaml", r"---|\.\.\."),
        ("+++", "toml", r"\+\+\+"),
        (";;;", "json", ";;;"),
    )
}
LINE = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
HEADING = re.compile(r"#[ \t]+(.+?)[ \t#]*(?:\n|$)")
NAME = re.compile(r"[\w.:@-]+")
MOST_DATA = 200_000  # signs of front matter; more is not data
MOST_ALIASES = 20
BROKEN = gettext_lazy("front matter that cannot be read: {error}")
BROKEN_JSON = gettext_lazy("front matter in JSON that cannot be read: {error}")
NO_DATA = gettext_lazy("front matter that is not a list of names and values")
LONGEST_UNKNOWN = 60
LONGEST_VALUE = 10_000


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read one text: its data, then its body as plain text or Markdown."""
    data = read_whole(stream)
    text, encoding = decode(data)
    text = text.replace("\r\n", "\n").lstrip("\ufeff\n")
    found, body = _parted(text)
    yield _record(found, body, data=data, encoding=encoding)


def _record(found: dict[str, Any], body: str, *, data: bytes, encoding: str) -> Record:
    is_plain = found.pop("", None) is not None
    if not is_plain:
        heading = HEADING.match(body.lstrip())
        given = found.get("headline") or found.get("title") or ""
        if heading and given in ("", heading[1]):
            found["headline"] = heading[1]
            body = body.lstrip()[heading.end() :]
        body = text_of_markdown(body)
    own = {name: v for name, v in found.items() if FIELD_OF.get(simple(name)) != "body"}
    return fields.record(
        own | {"body": [body]},
        data=data,
        encoding=encoding,
        format="headed",
        warnings=warnings_of(encoding),
    )


def _parted(text: str) -> tuple[dict[str, Any], str]:
    """Return the data of a text and its body; a key "" says that this is plain text."""
    fence = FENCES.get(text[:3])
    if fence and (match := fence.match(text)):
        if len(match[1]) > MOST_DATA:
            raise CannotRead(_("its front matter is longer than any data"))
        found = _front(match[1], fence=text[:3])
        if found is not None:
            return found, text[match.end() :]
        return _headers(text)
    if text.startswith("{"):
        with parsing(BROKEN_JSON):
            found, end = json.JSONDecoder().raw_decode(text)
        return _plain(found), text[end:]
    return _headers(text)


def _front(text: str, *, fence: str) -> dict[str, Any] | None:
    """Return front matter; nothing for words that stand between two rules."""
    with parsing(BROKEN, yaml.YAMLError, tomllib.TOMLDecodeError):
        if fence == "+++":
            found = tomllib.loads(text)
        elif fence == ";;;" or text.lstrip().startswith("{"):
            found = json.loads(text)
        else:
            found = yaml.load(text, Loader=_Loader)
    if found is None:
        return {}
    if isinstance(found, str):
        return None
    if not isinstance(found, dict):
        raise CannotRead(str(NO_DATA))
    is_data = any(simple(str(name)) in KNOWN for name in found)
    if is_data or all(NAME.fullmatch(str(name)) for name in found):
        return _plain(found)
    return None


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Loads plain values, and no more aliases than a person writes."""

    def __init__(self, stream: str) -> None:
        if len(re.findall(r"[\s\[,:]\*\w", stream)) > MOST_ALIASES:
            raise yaml.YAMLError(_("too many aliases"))
        super().__init__(stream)


# Days stay as they are written: a day that does not exist is told, not refused.
_Loader.yaml_implicit_resolvers = {
    sign: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _plain(found: Any) -> dict[str, Any]:
    """Return the data with numbers and days as texts, without what is none."""
    if not isinstance(found, dict):
        raise CannotRead(str(NO_DATA))
    return {str(name): _value(value) for name, value in found.items()}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        is_wiki_link = value.startswith("[[") and value.endswith("]]")
        return without_wiki_links(value) if is_wiki_link else value
    if isinstance(value, list):
        # [[Ida Holm]] without quotes is a list in a list for YAML.
        parts = value[0] if len(value) == 1 and isinstance(value[0], list) else value
        return [_value(part) for part in parts if part is not None]
    if isinstance(value, int | float | datetime.date | datetime.time):
        return str(value)
    return value


def _headers(text: str) -> tuple[dict[str, Any], str]:
    """Read lines of `Key: value` up to the first that is none; lists may go on.

    A name that comes again, or an unknown one before so many words that they must be
    text, begins the body: what is no data is never left out of it.
    """
    found: dict[str, Any] = {}
    last, end = "", 0
    for line in text.splitlines(keepends=True):
        match = LINE.fullmatch(line.rstrip())
        goes_on = line[:1] in " \t" and line.strip() and last
        if goes_on and len(found[last]) < LONGEST_VALUE:
            found[last] += f" {line.strip()}"
        elif match and _is_data(match, found=found):
            last = match[1]
            found[last] = match[2] or ""
        else:
            break
        end += len(line)
    known = [name for name in found if simple(name) in KNOWN]
    if not known:
        return {}, text
    body = text[end:]
    for name in known:
        if FIELD_OF[simple(name)] == "body":
            body = f"{found[name]}\n{body}"
    return {name: found[name] for name in known} | {"": True}, body


def _is_data(match: re.Match[str], *, found: dict[str, Any]) -> bool:
    """Tell whether a line goes on with the data that was found above it."""
    name, value = match[1], match[2] or ""
    if simple(name) in KNOWN:
        return name not in found
    return bool(found) and len(value) <= LONGEST_UNKNOWN
