"""Reads what corrections must know of articles, many at a time."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.changes import PARSED_FACTS, Facts, Pair, iso
from archive.correcting.kind import Kind, Labels, Subject
from archive.importing.agencies import is_named, spell
from archive.models import Article, Change, Original, Source, Tag
from archive.text import name_key

NOTHING: Mapping[int, Any] = {}
LABELS = {"credits": ("source", "source__name"), "tags": ("tag", "tag__name")}


@dataclass(frozen=True)
class Found:
    """An article as it stands, and when it was last changed."""

    subject: Subject
    version: int  # microseconds since 1970


def version_of(changed_at: datetime.datetime) -> int:
    """Return a moment as a whole number that JSON keeps exactly."""
    since = changed_at - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return since // datetime.timedelta(microseconds=1)


def find(
    ids: Sequence[int],
    columns: Sequence[str],
    *,
    reads_text: bool = False,
    reads_former_state: bool = False,
    readings: Mapping[int, Any] = NOTHING,
) -> dict[int, Found]:
    """Return the articles that are there, by id, with the facts of the columns."""
    plain = [name for name in columns if name not in LABELS]
    wanted = [*plain, "source__name"] if "source" in plain else plain
    rows = Article.objects.filter(pk__in=ids).values(
        "id", "changed_at", "edited_at", *wanted
    )
    labels = {name: _labels(name, ids) for name in columns if name in LABELS}
    lines = _lines(ids) if reads_text else {}
    former = former_states(ids) if reads_former_state else {}
    return {
        row["id"]: Found(
            Subject(
                article_id=row["id"],
                facts=_facts(row, plain)
                | {name: found[row["id"]] for name, found in labels.items()},
                lines=tuple(lines.get(row["id"], ())),
                former_state=former.get(row["id"], Article.State.LIVE.value),
                reading=readings.get(row["id"]),
            ),
            version_of(row["changed_at"]),
        )
        for row in rows
    }


def former_states(ids: Sequence[int]) -> dict[int, str]:
    """Return the states that articles last had outside the trash, where kept."""
    moves = Change.objects.from_another_state().filter(article__in=ids)
    return dict(moves.values_list("article_id", "before__state"))


def labels_of(kind: Kind, *, make: bool, subjects: Iterable[Subject] = ()) -> Labels:
    """Return the sources and tags that a kind puts on articles, or takes from them.

    make: whether those that are missing are made, instead of having no id.
    """
    read = dict.fromkeys(name for s in subjects for name in kind.names_read(s))
    removed = Tag.by_keys(map(name_key, kind.tags_removed()))
    return Labels(
        sources=_sources([*kind.source_names(), *read], make=make),
        tags={key: [tag.pk, tag.name] for key, tag in removed.items()}
        | _tags(kind.tag_names(), make=make),
    )


def _facts(row: Mapping[str, Any], columns: Sequence[str]) -> Facts:
    facts: Facts = {"edited_at": iso(row["edited_at"])}
    for name in columns:
        facts[name] = iso(row[name]) if name in PARSED_FACTS else row[name]
    if "source" in columns:
        pair = [row["source"], row["source__name"]]
        facts["source"] = pair if row["source"] else None
    return facts


def _labels(column: str, ids: Sequence[int]) -> defaultdict[int, list[Pair]]:
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    through = getattr(Article, column).through
    links = through.objects.filter(article__in=ids).order_by(LABELS[column][0])
    for article_id, *pair in links.values_list("article_id", *LABELS[column]):
        found[article_id].append(pair)
    return found


def _lines(ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the lines of the texts as they came, then those that are read today."""
    bodies = Article.objects.filter(pk__in=ids).values_list("id", "body")
    today = {pk: body.splitlines() for pk, body in bodies}
    originals = Original.objects.filter(article__in=ids, is_current=True)
    lines = {}
    for original in originals.defer(None).order_by("id"):
        lines[original.article_id] = list(_lines_of(original))
    return {pk: lines.get(pk, []) + body for pk, body in today.items()}


def _lines_of(original: Original) -> Iterator[str]:
    """Yield the lines of a text; of a JSON object, each of its texts with its name."""
    if original.format != "jsonl":
        yield from original.text.splitlines()
        return
    for name, value in json.loads(original.text).items():
        if isinstance(value, str | int):
            yield f"{name}: {value}"


def _sources(names: Sequence[str], *, make: bool) -> dict[str, Pair]:
    """Find sources by any of their names; agencies in their own spelling."""
    spelt = {name_key(name): spell(name) for name in names}
    keys = {key: name_key(name) for key, name in spelt.items()}
    rows = Source.by_keys(keys.values())
    known: dict[str, Pair] = {key: [row.pk, row.name] for key, row in rows.items()}
    for key, own in keys.items():
        if own not in known:
            known[own] = [None, spelt[key]]
            if make:
                made = Source.objects.create(
                    name=spelt[key], is_named=is_named(spelt[key])
                )
                known[own] = [made.pk, made.name]
    return {key: known[own] for key, own in keys.items()}


def _tags(names: Sequence[str], *, make: bool) -> dict[str, Pair]:
    wanted = {name_key(name): name for name in names}
    rows = Tag.by_keys(wanted)
    known: dict[str, Pair] = {key: [row.pk, row.name] for key, row in rows.items()}
    for key, name in wanted.items():
        if key not in known:
            made = Tag.objects.create(name=name) if make else None
            known[key] = [made.pk if made else None, name]
    return known
