"""Makes drafts of articles out of records: rules, cleaning, names spelt one way."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from archive.importing import agencies
from archive.importing.cleaning import clean_line, clean_text, paragraphs
from archive.importing.dates import When
from archive.importing.headlines import derive_headline
from archive.importing.identity import record_key
from archive.importing.languages import language_of
from archive.importing.naming import name_key
from archive.importing.records import Draft, FoundFile, Record, Refusal, Unreadable
from archive.importing.rules import Ruled, RuleSet, apply_rules, edges_of
from archive.importing.sketches import sketch_of
from archive.models import Article, ImportedFile, Source, Tag
from archive.text import digest

Outcome = ImportedFile.Outcome
QUOTED_LENGTH = 160
PACKED = re.compile(r"\.(?:zip|tar|tgz|wacz|tar\.\w{2,3})$", re.IGNORECASE)
ROOM = {
    (model, column.name): column.max_length
    for model in (Article, Source, Tag)
    for column in model._meta.concrete_fields
}
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a person gives along for every article of an import."""

    tags: tuple[str, ...] = ()
    source: str = ""
    folders_as_tags: bool = False

    def tags_of(self, file: FoundFile) -> tuple[str, ...]:
        """Return the tags for what stands in a file."""
        if not self.folders_as_tags:
            return self.tags
        folders = file.path.split("/")[:-1]
        return (*self.tags, *(PACKED.sub("", folder) for folder in folders))


def make_draft(
    record: Record,
    *,
    file: FoundFile,
    labels: Labels,
    rules: RuleSet,
) -> Draft | Refusal:
    """Return what the rules make of a record, or why it is no article."""
    text = clean_text(record.body)
    ruled = apply_rules(text, rules=rules, wants_date=record.published_on is None)
    draft = _draft(record, ruled=ruled, edges=edges_of(text), file=file, labels=labels)
    if draft.headline:
        return draft
    nothing = Unreadable(_("neither headline nor text"), record.place)
    return refuse(nothing, file=file, data=record.data)


def _draft(
    record: Record, *, ruled: Ruled, edges: str, file: FoundFile, labels: Labels
) -> Draft:
    body = "\n\n".join(paragraphs(ruled.text))
    given = clean_line(record.headline)
    found = given or derive_headline(body) or body.split("\n")[0]
    headline = _fit(found, Article, "headline")
    when = _when(record, ruled=ruled)
    return Draft(
        root=file.root,
        path=_with_line(file.path, place=record.place),
        key=_key(record, file=file),
        is_known_by_place=record.place is not None and not record.carried_id,
        sha256=hashlib.sha256(record.data).hexdigest(),
        record=record,
        headline=headline,
        headline_is_derived=not given,
        body=body,
        when=when,
        published_on=when.day,
        published_at=when.moment,
        source=next(iter(_names([record.source or labels.source], Source)), ""),
        credits=_names((*record.credits, *ruled.credits), Source),
        byline=_fit(record.byline or ruled.byline, Article, "byline"),
        dateline=_fit(record.dateline, Article, "dateline"),
        section=_fit(record.section or ruled.section, Article, "section"),
        language=_language(record.language) or language_of(body),
        url=record.url if _is_web_address(record.url) else "",
        tags=_names((*record.tags, *labels.tags_of(file)), Tag),
        text_digest=digest(body or headline),
        notes=_notes(record, ruled=ruled, when=when),
        read_by=_own_date(record) + ruled.notes,
        edges=edges,
        has_own_date=record.published_on is not None,
        has_trailer=bool(ruled.trailer_left),
        sketch=sketch_of(body),
    )


def _when(record: Record, *, ruled: Ruled) -> When:
    """Return the date that the record's data gives, else a line of its text."""
    when = ruled.when
    if record.published_on or not when:
        return record.when
    return replace(when, written=_cut(ruled.date_line)) if when.problem else when


def _own_date(record: Record) -> list[list[str]]:
    """Return which of the record's data gave its day, as rules note their lines."""
    when = record.when
    return [[when.rule, "", str(when.day)]] if when.day and when.rule else []


def _key(record: Record, *, file: FoundFile) -> str:
    return record_key(
        file.root, path=file.path, place=record.place, carried_id=record.carried_id
    )


def refuse(found: Unreadable, *, file: FoundFile, data: bytes = b"") -> Refusal:
    """Return an unreadable file or record with what it is known by."""
    return Refusal(
        root=file.root,
        path=_with_line(file.path, place=found.place),
        key=record_key(file.root, path=file.path, place=found.place, carried_id=""),
        reason=found.reason,
        sha256=hashlib.sha256(data).hexdigest() if data else "",
        outcome=Outcome.IGNORED if found.is_ignored else Outcome.FAILED,
    )


def _with_line(path: str, *, place: int | None) -> str:
    return path if place is None else f"{path}:{place}"


def _notes(record: Record, *, ruled: Ruled, when: When) -> tuple[str, ...]:
    """Return what a person should know of how the record was read.

    Whether it is undated comes first.
    """
    found = [*_notes_of_date(record, when=when), *record.warnings]
    if ruled.trailer_left:
        note = _("a trailer that no rule took: “{line}”")
        found.append(note.format(line=_cut(ruled.trailer_left)))
    if record.url and not _is_web_address(record.url):
        note = _("not a web address: “{written}”")
        found.append(note.format(written=_cut(record.url)))
    if record.language and not _language(record.language):
        note = _("not a language code: “{written}”")
        found.append(note.format(written=_cut(record.language)))
    return tuple(found)


def _notes_of_date(record: Record, *, when: When) -> Iterator[str]:
    is_dated = when.day is not None
    of = record.when if is_dated else when
    if of.problem:
        because = _("undated: {problem}: “{written}”")
        note = _("{problem}: “{written}”") if is_dated else because
        yield note.format(problem=of.problem.label, written=of.written)
    elif not is_dated:
        yield _("undated")


def _cut(text: str) -> str:
    return clean_line(text)[:QUOTED_LENGTH]


def _names(names: Iterable[str], model: type[Source | Tag]) -> tuple[str, ...]:
    """Return names cleaned, each once, agencies in their own spelling."""
    cleaned = (_fit(name, model, "name") for name in names)
    spelt = (agencies.spell(n) if model is Source else n for n in cleaned if n)
    return tuple({name_key(name): name for name in spelt}.values())


def _fit(text: str, model: type[Article | Source | Tag], column: str) -> str:
    """Cut a line to the room that its column has; the original keeps the rest."""
    return clean_line(text)[: ROOM[model, column]].rstrip() if text else ""


def _language(text: str) -> str:
    code = text.replace("_", "-")
    return (
        code
        if LANGUAGE.fullmatch(code) and len(code) <= (ROOM[Article, "language"] or 0)
        else ""
    )


def _is_web_address(text: str) -> bool:
    """Tell whether a text can stand as a link: nothing that a browser would run."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.netloc)
        and len(text) <= (ROOM[Article, "url"] or 0)
        and text.isprintable()
        and " " not in text
    )
