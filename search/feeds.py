"""Gives the results of a search as an Atom feed."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from dataclasses import astuple, dataclass, replace

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.people.feeds import feed
from archive.text import for_xml
from archive.wording import based_on, opening
from search.engine import Engine, IndexUnusable
from search.models import SavedSearch
from search.request import Order
from search.results.chips import make_chips
from search.results.hits import ShownHit, load_hits
from search.saving.searches import default_name, form_of
from search.whoosh_engine import open_engine

SERVICE_UNAVAILABLE = 503
ENTRIES = 50
ARTICLES = uuid.UUID("6c1f6b5e-0f3c-5a0e-9d0a-5b1f2b7c9a41")
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
NOON = datetime.time(12, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class FeedOf:
    """What a feed is of: a search by its parameters, with its name if it has one.

    address: where the feed stands; without one, where any search has its feed.
    asked_at: the path that it was asked at, if that is a reader's own.
    """

    parameters: str
    name: str = ""
    address: str = ""
    asked_at: str = ""


@feed
@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """Answer a search as a feed."""
    return _answer(request, FeedOf(request.GET.urlencode()))


@feed
@login_required
@require_safe
def saved_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a saved search as a feed, to its owner."""
    saved = get_object_or_404(SavedSearch, pk=pk, owner_id=request.user.pk)
    address = reverse("saved-search-feed", args=[pk])
    return _answer(request, FeedOf(saved.parameters, saved.name, address))


class _AtomFeed(Atom1Feed):
    """An Atom feed as old as its latest entry, never as young as the request."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when an entry changed last."""
        return max((item["updateddate"] for item in self.items), default=LONG_AGO)


def _answer(request: HttpRequest, feed: FeedOf) -> HttpResponse:
    """Return a feed, or that it is as it was, which takes no search to know."""
    feed = replace(feed, asked_at=request.path)
    try:
        engine = open_engine()
        etag = _etag(feed, engine, base=_base(request))
        response = get_conditional_response(request, etag=etag)
        if response is None:
            text = make_feed(feed, engine, base=_base(request))
            response = HttpResponse(text, content_type=Atom1Feed.content_type)
    except IndexUnusable as error:
        return HttpResponse(
            f"The feed cannot be made now. {error}\n",
            status=SERVICE_UNAVAILABLE,
            content_type="text/plain; charset=utf-8",
        )
    response.headers["ETag"] = etag
    # Asked each time, and what only its owner may read is kept by no one else.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def make_feed(feed: FeedOf, engine: Engine, *, base: str) -> str:
    """Return the feed's XML.

    It begins with what was added last, unless an address asks for another order: an
    article that is imported years after its day is news to whoever reads the feed, and
    by its day might never be among the first.
    base: what addresses begin with.
    """
    form = form_of(feed.parameters)
    address = feed.address or form.address.feed
    path, mark, query = address.partition("?")
    chosen = form.cleaned_data.get("sort") and not feed.name
    order = form.order if chosen else Order.ADDED
    request = replace(form.to_request(), page=1, page_size=ENTRIES, order=order)
    results = engine.search(replace(request, facets=(), histogram=False))
    notes = [*form.notes, *(note.message for note in form.query.notes)]
    name = default_name(form, make_chips(form))
    atom = _AtomFeed(
        title=for_xml(feed.name or f"{name} · News Archive"),
        link=f"{base}{form.address}",
        description="",
        subtitle=for_xml(" ".join(notes)) or None,
        feed_url=f"{base}{feed.asked_at or path}{mark}{query}",
        feed_guid=f"{base}{address}",
        author_name="News Archive",
    )
    for hit in load_hits(results, form.address):
        _add(atom, hit, base=base)
    return atom.writeString("utf-8")


def entry_id(article: Article) -> str:
    """Return a name that is the article's for good, wherever the archive is served.

    The moment tells articles of the same number in two archives apart.
    """
    named = f"{article.pk} {article.created_at.astimezone(datetime.UTC).isoformat()}"
    return uuid.uuid5(ARTICLES, named).urn


def _add(atom: Atom1Feed, hit: ShownHit, *, base: str) -> None:
    article = hit.article
    text = " … ".join(snippet.text for snippet in hit.snippets) or opening(article)
    atom.add_item(
        title=for_xml(article.headline),
        link=f"{base}{article.get_absolute_url()}",
        # Readers take it for HTML.
        description=escape(for_xml(text)),
        author_name=for_xml(_author(article)) or None,
        categories=[for_xml(tag.name) for tag in article.tags.all()],
        pubdate=_published(article),
        updateddate=article.changed_at,
        unique_id=entry_id(article),
    )


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


def _base(request: HttpRequest) -> str:
    return settings.PUBLIC_URL or request.build_absolute_uri("/")[:-1]


def _etag(feed: FeedOf, engine: Engine, *, base: str) -> str:
    """Return what changes with the index, and at midnight, as "today" does."""
    today = timezone.localdate().isoformat()
    said = "\n".join((engine.state, today, base, *astuple(feed)))
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    return f'"{digest[:32]}"'
