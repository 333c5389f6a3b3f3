"""Makes the feeds of lists: of all articles, of a tag, a source or a day.

They are read from the database as their pages are, so that both show the same, also
while the index is behind, or gone.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from archive import names
from archive.locally import dated
from archive.models import Article, Source, Tag
from archive.models.articles import ArticleQuerySet
from archive.paging import list_page
from archive.text import for_xml
from archive.wording import opening
from search.feeds.feed import Feed, make_entry


@dataclass(frozen=True)
class List:
    """What a page lists; name, arguments: those of its feed's address.

    total: how many articles, where counting them is slow.
    """

    title: str
    page: str
    articles: ArticleQuerySet
    name: str
    arguments: tuple[str | int, ...] = ()
    total: int | None = None


def list_all() -> List:
    """Return the whole archive."""
    live = Article.objects.live()
    return List(_("All articles"), reverse("home"), live, "articles-feed")


def list_tag(key: str) -> List:
    """Return what carries a tag; a page that is not found if nothing does."""
    found = Tag.by_keys([key]).get(key)
    total = names.count_tag(found).article_count if found else 0
    if found is None or not total:
        raise Http404(_("No article carries the tag “{key}”.").format(key=key))
    page, articles = found.get_absolute_url(), Article.objects.live().tagged(found)
    title = _("Tag {name}").format(name=found)
    return List(title, page, articles, "tag-feed", (found.key,), total)


def list_source(key: str) -> List:
    """Return what a source published or is credited in; not found if that is none."""
    found = Source.by_keys([key]).get(key)
    total = names.count_articles(names.count_source(found)) if found else 0
    if found is None or not total:
        raise Http404(_("No article names the source “{key}”.").format(key=key))
    page, articles = found.get_absolute_url(), Article.objects.live().by_source(found)
    title = _("Source {name}").format(name=found)
    return List(title, page, articles, "source-feed", (found.key,), total)


def list_day(date: datetime.date) -> List:
    """Return what was published on a day."""
    arguments = date.year, date.month, date.day
    title, page = dated(date, "l j F Y"), reverse("day", args=arguments)
    articles = Article.objects.live().published_between(date, date)
    return List(title, page, articles, "day-feed", arguments)


def feed_of(listed: List, *, suffix: str, page: str | None) -> Feed:
    """Return a page of the feed of a list, what was added last first."""
    in_order = listed.articles.order_by("-id")
    listing = list_page(in_order, page=page, total=listed.total)
    prefetch_related_objects(listing.articles, "tags")
    return Feed(
        title=for_xml(f"{listed.title} · {_('News Archive')}"),
        page=listed.page,
        address=reverse(listed.name, args=[*listed.arguments, suffix]),
        paging=listing.paging,
        entries=tuple(make_entry(found, opening(found)) for found in listing.articles),
    )
