"""Makes rows for tests, with readable defaults."""

import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archive.models import Article, CopyGroup, Source, Tag
from archive.text import name_key


def make_source(name: str = "Brovik Courier") -> Source:
    """Return the source of this name."""
    source, _ = Source.objects.get_or_create(
        key=name_key(name), defaults={"name": name}
    )
    return source


def make_tag(name: str = "ports") -> Tag:
    """Return the tag of this name."""
    tag, _ = Tag.objects.get_or_create(key=name_key(name), defaults={"name": name})
    return tag


def make_article(
    *,
    headline: str = "Ferry strike enters second week",
    body: str = "Crews at the harbour voted to go on.",
    published_on: str | None = "2024-03-05",
    source: str = "",
    credits: Iterable[str] = (),
    tags: Iterable[str] = (),
    copy_group: CopyGroup | None = None,
    **facts: Any,
) -> Article:
    """Store an article; sources and tags are named."""
    article = Article.objects.create(
        headline=headline,
        body=body,
        published_on=datetime.date.fromisoformat(published_on)
        if published_on
        else None,
        source=make_source(source) if source else None,
        copy_group=copy_group,
        **facts,
    )
    if names := list(credits):
        article.credits.set(make_source(name) for name in names)
    if names := list(tags):
        article.tags.set(make_tag(name) for name in names)
    return article


def make_undecided() -> tuple[CopyGroup, Article, Article]:
    """Store two articles of which nobody has said whether they are copies."""
    group = CopyGroup.objects.create(decided_at=None)
    first = make_article(headline="Toll rises", copy_group=group)
    second = make_article(
        headline="Bridge toll up",
        body="Crews at the harbour voted to go on, it is said.",
        copy_group=group,
    )
    return group, first, second


def write_house(
    path: Path,
    *paragraphs: str,
    date: str = "2024-03-05",
    trailer: str = "Based On Reuters Report",
) -> Path:
    """Write an article in the house format; an empty date or trailer is left out."""
    body = paragraphs or ("The ferry crews voted on Tuesday to go on with the strike.",)
    lines = [f" date {date} " if date else "", *body, trailer]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n\n\n".join(line for line in lines if line) + "\n\n\n")
    return path


def write_lines(path: Path, *records: dict[str, Any] | str) -> Path:
    """Write JSON Lines; a text is written as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [line if isinstance(line, str) else json.dumps(line) for line in records]
    path.write_text("".join(f"{line}\n" for line in lines))
    return path
