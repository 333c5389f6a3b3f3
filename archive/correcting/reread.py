"""The kind of correction that gives articles what rules read in their originals."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from archive.changes import Facts, iso
from archive.correcting.kind import CannotCorrect, Kind, Labels, Subject
from archive.history import edited_by_hand
from archive.importing.built_in import current_rules
from archive.importing.records import CannotRead, Draft
from archive.importing.rereading import read_again
from archive.importing.rules import RULES_VERSION
from archive.models import Article, Original
from archive.text import digest, name_key

# What follows from the text and the rules alone.
FOLLOWING = ("headline", "headline_is_derived", "body", "byline", "section", "read_by")
# What an import may have known from elsewhere: an original without it takes nothing.
ADDED = ("dateline", "language", "url")
# Facts of which an edit of one is an edit of both.
TOGETHER = (
    frozenset({"published_on", "published_at"}),
    frozenset({"headline", "headline_is_derived"}),
)


@dataclass(frozen=True)
class Reading:
    """What an original says today, and which facts of its article people changed."""

    draft: Draft | None = None
    problem: str = ""
    edited: frozenset[str] = frozenset()
    changed_at: datetime.datetime | None = None  # of an article that was edited


@dataclass(frozen=True)
class Reread(Kind):
    """Gives what the rules of today read; what people edited stays."""

    columns = (
        *FOLLOWING, *ADDED, "published_on", "published_at", "source", "credits"
    )  # fmt: skip
    is_an_edit = False
    rules: str  # the digest of the rules that were previewed

    def read(self, ids: Sequence[int]) -> Mapping[int, Reading]:
        rules = current_rules()
        if rules.digest != self.rules:
            changed = _("the rules were changed since the preview")
            return dict.fromkeys(ids, Reading(problem=changed))
        edited = Article.objects.filter(edited_at__isnull=False).in_bulk(ids)
        originals = Original.objects.filter(article__in=ids, is_current=True)
        readings = {}
        for original in originals.defer(None):
            pk = original.article_id
            try:
                draft = read_again(original, rules=rules)
            except CannotRead as error:
                why = _("cannot be read again: {reason}").format(reason=error)
                readings[pk] = Reading(problem=why)
            else:
                readings[pk] = _reading_of(draft, edited.get(pk))
        return readings

    def names_read(self, subject: Subject) -> tuple[str, ...]:
        draft = _reading(subject).draft
        if draft is None:
            return ()
        return (*filter(None, [draft.source]), *draft.credits)

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        reading = _reading(subject)
        if reading.draft is None:
            raise CannotCorrect(reading.problem or _("has no text as it came"))
        facts = _facts(reading.draft, labels, now=subject.facts)
        return {name: facts[name] for name in facts if name not in reading.edited}

    def kept(self, subject: Subject, labels: Labels) -> Facts:
        reading = _reading(subject)
        if reading.draft is None or not reading.edited:
            return {}
        facts = _facts(reading.draft, labels, now=subject.facts)
        return {name: facts[name] for name in facts if name in reading.edited}

    def settle(self, readings: Mapping[int, Reading]) -> None:
        """Note what code of today reads, and which edits that gave way to."""
        read = {pk: found for pk, found in readings.items() if found.draft}
        edited = [pk for pk, found in read.items() if found.edited]
        other = Q(rules_version__lt=RULES_VERSION) | Q(article__in=edited)
        originals = list(
            Original.objects.filter(other, article__in=read, is_current=True)
        )
        for original in originals:
            reading = read[original.article_id]
            draft = reading.draft
            assert draft is not None
            original.rules_version = RULES_VERSION
            original.edges = draft.edges
            original.has_own_date = draft.has_own_date
            original.gave_way_to = giving_way(draft.read_by, reading.changed_at)
        noted = ["rules_version", "edges", "has_own_date", "gave_way_to"]
        Original.objects.bulk_update(originals, noted)

    def __str__(self) -> str:
        return _("read again by the rules")


def lines_read(read_by: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Return lines and what they gave, whatever the rules that took them."""
    return [entry[1:] for entry in read_by if entry[1]]


def giving_way(
    read_by: Iterable[Sequence[str]], changed_at: datetime.datetime | None
) -> str:
    """Return what stands for lines and the edited article that they gave way to."""
    if changed_at is None:
        return ""
    return digest(json.dumps(lines_read(read_by)), changed_at.isoformat())


def _reading_of(draft: Draft, edited: Article | None) -> Reading:
    """Return a reading; edited: the article, if it is marked as edited."""
    if edited is None:
        return Reading(draft)
    names = edited_by_hand(edited)
    for both in TOGETHER:
        if names & both:
            names |= both
    return Reading(draft, edited=frozenset(names), changed_at=edited.changed_at)


def _reading(subject: Subject) -> Reading:
    reading = subject.reading
    return reading if isinstance(reading, Reading) else Reading()


def _facts(draft: Draft, labels: Labels, *, now: Facts) -> Facts:
    facts: Facts = {name: getattr(draft, name) for name in FOLLOWING}
    facts |= {name: getattr(draft, name) for name in ADDED if getattr(draft, name)}
    if not _was_settled(draft, now):
        facts["published_on"] = iso(draft.published_on)
        facts["published_at"] = iso(draft.published_at)
    if draft.source:
        facts["source"] = labels.sources[name_key(draft.source)]
    credits = [labels.sources[name_key(name)] for name in draft.credits]
    facts["credits"] = list({str(pair): pair for pair in credits}.values())
    return facts


def _was_settled(draft: Draft, now: Facts) -> bool:
    """Tell whether an import decided between two days, which one file cannot."""
    either = draft.when.either or ()
    return draft.published_on is None and now["published_on"] in map(iso, either)
