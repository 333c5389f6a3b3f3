"""Makes records out of data with named fields, whatever names they go by."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importing.dates import Problem, When, read_compact, read_date
from archive.importing.formats.markup import looks_like_html, text_of
from archive.importing.formats.names import NAMES_OF, simple
from archive.importing.limits import MOST_NAMES
from archive.importing.records import CannotRead, Record, Unreadable

Fields = Mapping[str, Any]
OF_THE_EXPORT = gettext_lazy("what the export says of itself, no article")
ADDRESS = re.compile(r"https?://[^\s/]+/\S+")
# What stands for an object that is a person, an organisation or a subject.
NAMED_BY = ("name", "value", "rendered", "label", "literal", "main", "original", "@id")


def record(
    fields: Fields,
    *,
    data: bytes,
    encoding: str,
    format: str,
    place: int | None = None,
    warnings: tuple[str, ...] = (),
) -> Record:
    """Return what the fields say of an article; CannotRead when one makes no sense."""
    named = _Named(fields)
    when, differing = named.when()
    tags = named.words("tags")
    attached = fields.get("attached") or []
    authors = named.words("byline", split=False)
    source, url = named.origin()
    if len(tags) > MOST_NAMES:
        kept = _("only the first {count} of its tags are kept")
        warnings += (kept.format(count=MOST_NAMES),)
    return Record(
        data=data,
        encoding=encoding,
        format=format,
        place=place,
        carried_id=named.identifier(),
        headline="" if _is_derived(fields) else named.text("headline"),
        body=named.body(),
        when=when,
        source=source,
        credits=named.words("credits")[:MOST_NAMES],
        byline=", ".join(authors[:MOST_NAMES]),
        dateline=named.text("dateline"),
        section=named.text("section"),
        language=named.text("language"),
        url=url,
        tags=tags[:MOST_NAMES],
        attached=tuple(attached) if isinstance(attached, list) else (),
        warnings=differing + warnings,
    )


def _is_derived(fields: Fields) -> bool:
    """Tell whether an export of ours says that nobody wrote the headline."""
    return fields.get("headline_is_derived") in (True, "yes")


def record_of_own(
    fields: Fields, *, format: str, place: int, warnings: tuple[str, ...] = ()
) -> Record | Unreadable:
    """Return the record whose original is its fields, or why there is none."""
    data = as_bytes(fields)
    try:
        return record(
            fields,
            data=data,
            encoding="utf-8",
            format=format,
            place=place,
            warnings=warnings,
        )
    except CannotRead as error:
        return Unreadable(str(error), place)


def as_bytes(fields: Fields) -> bytes:
    """Return fields as JSON, for an original whose own bytes do not stand alone."""
    text = json.dumps(fields, ensure_ascii=False, indent=0)
    return text.encode("utf-8", "backslashreplace")


def record_again(data: bytes, *, format: str) -> Record:
    """Return a record whose original is the JSON of its fields."""
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise CannotRead(_("the original is not JSON")) from error
    if not isinstance(fields, dict):
        raise CannotRead(_("the original is not a JSON object"))
    return record(fields, data=data, encoding="utf-8", format=format)


def is_export_record(found: Fields) -> bool:
    """Tell what an export of ours says of itself."""
    return "archive_export" in found or found.get("id") == "record-of-the-search"


class _Named:
    """Fields, found under any of their names."""

    def __init__(self, fields: Fields) -> None:
        self.found: dict[str, tuple[str, Any]] = {}
        for name, value in fields.items():
            if value not in (None, "", [], {}):
                self.found.setdefault(simple(name[:80]), (name, value))

    def pick(self, field: str) -> tuple[str, Any]:
        """Return the first name of a field that holds anything, and what it holds."""
        for name in NAMES_OF[field]:
            if name in self.found:
                return self.found[name]
        return field, None

    def text(self, field: str) -> str:
        name, value = self.pick(field)
        if value is None:
            return ""
        text = _as_text(value)
        if text is None:
            raise CannotRead(_('"{name}" is not a text').format(name=name))
        return text.strip()

    def origin(self) -> tuple[str, str]:
        """Return source and address; what clippers of pages call source is one."""
        source, url = self.text("source"), self.text("url")
        return ("", url or source) if ADDRESS.fullmatch(source) else (source, url)

    def words(self, field: str, *, split: bool = True) -> tuple[str, ...]:
        """Return a list of words; one text is cut at its commas and bars."""
        name, value = self.pick(field)
        if isinstance(value, str):
            value = re.split("[,;|]", value) if split else [value]
        elif isinstance(value, dict):
            value = [value]
        is_list = isinstance(value or [], list)
        words = [_as_text(part) for part in value or []] if is_list else [None]
        if None in words:
            raise CannotRead(_('"{name}" is not a list of words').format(name=name))
        return tuple(word.strip() for word in words if word and word.strip())

    def body(self) -> str:
        name, value = self.pick("body")
        if isinstance(value, dict) and isinstance(value.get("rendered"), str):
            value = value["rendered"]
        if value is None:
            return ""
        parts = value if isinstance(value, list) else [value]
        texts = [part if isinstance(part, str) else _versions(part) for part in parts]
        if None in texts:
            problem = _('"{name}" is neither a text nor a list of paragraphs')
            raise CannotRead(problem.format(name=name))
        is_html = "html" in name.lower()
        return "\n\n".join(
            text_of(text) if is_html or looks_like_html(text) else text
            for text in filter(None, texts)
        )

    def identifier(self) -> str:
        name, value = self.pick("id")
        if isinstance(value, dict):
            value = _as_text(value)
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            problem = _('"{name}" is neither a text nor a whole number')
            raise CannotRead(problem.format(name=name))
        return "" if value is None else str(value).strip()

    def when(self) -> tuple[When, tuple[str, ...]]:
        """Return day and hour, and a warning when two dates do not agree."""
        on, at = self._date("date"), self._date("moment")
        if on.day and at.day and on.day != at.day:
            differ = _("its two dates differ: {one} and {other}")
            return on, (differ.format(one=on.day, other=at.day),)
        if not at.day and not at.problem:
            return on, ()
        return When(
            day=on.day or at.day,
            moment=on.moment or at.moment,
            problem=on.problem or at.problem,
            written=on.written or at.written,
            rule=on.rule or at.rule,
            order=on.order,
            either=on.either if not at.day else None,
        ), ()

    def _date(self, field: str) -> When:
        name, value = self.pick(field)
        # Seconds since 1970, or a year: no day, but no reason to refuse the article.
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return date_of(str(value) if is_number else self.text(field), rule=name)


def date_of(text: str, *, rule: str) -> When:
    """Read a date that a field gives, keeping which field it was."""
    words = " ".join(text.split())
    if not words:
        return When()
    when = read_date(words) or read_compact(words) or When(problem=Problem.UNREADABLE)
    return replace(when, written=words[:80] if when.problem else "", rule=rule)


def _as_text(value: Any) -> str | None:
    """Return a text, or the name of an object that has one."""
    if isinstance(value, str):
        return unescape(value) if "&" in value else value
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _as_text(value[0])
    if isinstance(value, dict) and isinstance(value.get("family"), str):
        return f"{value.get('given') or ''} {value['family']}".strip()
    if isinstance(value, dict) and isinstance(value.get("date-parts"), list):
        parts = (value["date-parts"] or [[]])[0]
        is_day = isinstance(parts, list) and len(parts) == 3
        return "-".join(map(str, parts)) if is_day else ""
    if isinstance(value, dict):
        names = (value.get(name) for name in NAMED_BY)
        return next((name for name in names if isinstance(name, str)), None)
    return None


def _versions(part: Any) -> str | None:
    """Return one of the bodies of ninjs, as text whatever its type."""
    if not isinstance(part, dict) or not isinstance(part.get("value"), str):
        return None
    return str(part["value"])
