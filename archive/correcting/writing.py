"""Gives many articles other facts, keeping what they were, in one transaction."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from archive.changes import PARSED_FACTS, Facts, label_of, parse_fact
from archive.copies import part_copies
from archive.importing.kinship import CopyFinder
from archive.importing.renewing import renew_copies
from archive.models import Article, Change, CopyGroup, Correction, Source, Tag
from archive.signals import articles_changed

# The links of a column, what they hold of the label, and what the label is.
LABELS: dict[str, tuple[Any, str, type[Any]]] = {
    "credits": (Article.credits.through, "source_id", Source),
    "tags": (Article.tags.through, "tag_id", Tag),
}

# What follows from texts, which saving computes and updating does not.
TEXTS = {"headline", "body"}
FOLLOWING = {
    field.name: field
    for field in Article._meta.concrete_fields
    if field.name in {"word_count", "text_digest", "trailer_left"}
}


def write(
    correction: Correction,
    *,
    now: Mapping[int, Facts],
    wanted: Mapping[int, Facts],
    finder: CopyFinder,
) -> None:
    """Alter articles, keep a change of each, and announce them.

    now, wanted: by article, the facts that differ, before and after. finder: of copies
    of other texts.
    """
    if not wanted:
        return
    _keep(correction, now=now, wanted=wanted)
    columns: defaultdict[str, list[int]] = defaultdict(list)
    for pk, facts in wanted.items():
        plain = {name: facts[name] for name in facts if name not in LABELS}
        columns[json.dumps(plain, sort_keys=True)].append(pk)
    # After the changes were noted, as everywhere: an article is never newer than they.
    moment = timezone.now()
    for stored, ids in columns.items():
        values = _columns(json.loads(stored))
        Article.objects.filter(pk__in=ids).update(**values, changed_at=moment)
    for name in LABELS:
        _write_labels(name, now=now, wanted=wanted)
    moved = _follow_texts(wanted, finder=finder)
    articles_changed.send(sender=Article, ids=[*wanted, *moved])


def _keep(
    correction: Correction, *, now: Mapping[int, Facts], wanted: Mapping[int, Facts]
) -> None:
    """Keep what articles were, and what they become."""
    # Whoever got a label back while it was being merged is changed a second time.
    again = set(
        correction.changes.filter(article__in=wanted).values_list("article", flat=True)
    )
    Change.objects.bulk_create(
        Change(
            article_id=pk,
            made_by_id=correction.made_by_id,
            why=f"{correction}: {correction.what}"[:200],
            before={name: now[pk][name] for name in facts},
            after=facts,
            correction=None if pk in again else correction,
        )
        for pk, facts in wanted.items()
    )


def note(notes: Mapping[int, Facts]) -> None:
    """Note for the archive itself how articles came to be what they are."""
    articles = [Article(pk=pk, **facts) for pk, facts in notes.items() if facts]
    Article.objects.bulk_update(articles, ["read_by"])


def _columns(facts: Facts) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: parse_fact(name, value) if name in PARSED_FACTS else value
        for name, value in facts.items()
    }
    if "source" in values:
        values["source"] = label_of(Source, values["source"])
    if "copy_group" in values:
        groups = CopyGroup.objects.filter(pk=values["copy_group"])
        values["copy_group"] = groups.first()
    return values


def _write_labels(
    name: str, *, now: Mapping[int, Facts], wanted: Mapping[int, Facts]
) -> None:
    """Add and take away the links to credits or tags that differ."""
    through, column, model = LABELS[name]
    added: list[Any] = []
    removed: defaultdict[int, list[int]] = defaultdict(list)
    ids: dict[tuple[Any, ...], int] = {}
    for pk, facts in wanted.items():
        if name not in facts:
            continue
        before = {pair[0] for pair in now[pk][name]}
        for pair in map(tuple, facts[name]):
            if pair not in ids:
                label = label_of(model, pair)
                ids[pair] = label.pk if label else 0
            if ids[pair] not in before:
                added.append(through(article_id=pk, **{column: ids[pair]}))
        for gone in before - {ids[pair] for pair in map(tuple, facts[name])}:
            removed[gone].append(pk)
    for label_id, articles in removed.items():
        through.objects.filter(**{column: label_id}, article__in=articles).delete()
    through.objects.bulk_create(added, ignore_conflicts=True)


def _follow_texts(wanted: Mapping[int, Facts], *, finder: CopyFinder) -> list[int]:
    """Bring up to date what follows from texts; return whose copy group is another."""
    changed = [pk for pk, facts in wanted.items() if facts.keys() & TEXTS]
    articles = list(
        Article.objects.filter(pk__in=changed).only(*TEXTS, "copy_group", *FOLLOWING)
    )
    for article in articles:
        for field in FOLLOWING.values():
            field.pre_save(article, add=False)
    Article.objects.bulk_update(articles, FOLLOWING)
    with_text = [pk for pk in changed if "body" in wanted[pk]]
    parted = part_copies(article.copy_group_id for article in articles)
    return parted + (renew_copies(with_text, finder=finder) if with_text else [])
