"""What a feed says, in whatever format."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from archive.models import Article
from archive.paging import Paging
from archive.text import for_xml
from archive.wording import based_on

ENTRIES = 50
ARTICLES = uuid.UUID("6c1f6b5e-0f3c-5a0e-9d0a-5b1f2b7c9a41")
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
NOON = datetime.time(12, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Entry:
    """One article of a feed, in texts that XML can hold."""

    article: Article
    id: str
    headline: str
    text: str
    author: str
    published: datetime.datetime | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    """One page of a feed.

    page: the path of the page that lists the same. address: where the feed begins, as
    everybody finds it, whichever way the reader took. said: what there is to note.
    """

    title: str
    page: str
    address: str
    paging: Paging
    entries: tuple[Entry, ...]
    said: str = ""

    @property
    def updated(self) -> datetime.datetime:
        """When an entry changed last, never when somebody asked."""
        changes = (entry.article.changed_at for entry in self.entries)
        return max(changes, default=LONG_AGO)


def make_entry(article: Article, text: str) -> Entry:
    """Return an article as an entry; text: what is shown of it."""
    return Entry(
        article=article,
        id=_id_of(article),
        headline=for_xml(article.headline),
        text=for_xml(text),
        author=for_xml(_author(article)),
        published=_published(article),
        tags=tuple(for_xml(tag.name) for tag in article.tags.all()),
    )


def _id_of(article: Article) -> str:
    """Return a name that is the article's for good, wherever the archive is served.

    The moment tells articles of the same number in two archives apart.
    """
    named = f"{article.pk} {article.created_at.astimezone(datetime.UTC).isoformat()}"
    return uuid.uuid5(ARTICLES, named).urn


def _author(article: Article) -> str:
    """Return who wrote or published an article, or whose reports it rests on."""
    if article.byline or article.source:
        return article.byline or str(article.source)
    credits = article.credits.all()
    named = [credit.name for credit in credits if credit.is_named]
    return based_on(named) if credits else ""


def _published(article: Article) -> datetime.datetime | None:
    """Return when an article was published; at noon where only the day is known.

    Noon in Greenwich is the same day almost everywhere.
    """
    if article.published_at or article.published_on is None:
        return article.published_at
    return datetime.datetime.combine(article.published_on, NOON)
