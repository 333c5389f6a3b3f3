"""Offers templates what search knows of an article and of the archive."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template import RequestContext

from archive.models import Article
from archive.names import CountedSource, CountedTag
from search.answers import Marks
from search.engine import IndexUnusable
from search.examples import Example, make_examples
from search.likely import likely_articles
from search.mentions import MarkedArticle, mark_article
from search.results.arrival import Arrival, find_arrival
from search.similar import LikeArticle, similar_to
from search.whoosh_engine import open_engine

ARRIVAL = "arrival"

register = template.Library()


@register.simple_tag(takes_context=True)
def arrival(context: RequestContext, article: Article) -> Arrival | None:
    """Return what the reader brings from a page of results.

    An article can be read without the index, so nothing when there is none. Its place
    is looked for once a page.
    """
    page = context.render_context
    if ARRIVAL not in page:
        try:
            page[ARRIVAL] = find_arrival(context.request.GET, article, open_engine())
        except IndexUnusable:
            page[ARRIVAL] = None
    found: Arrival | None = page[ARRIVAL]
    return found


@register.simple_tag
def marked_article(article: Article, arrived: Arrival | None) -> MarkedArticle:
    """Return an article's texts with the words marked that the reader searched for."""
    return mark_article(article, arrived.marks if arrived else Marks())


@register.simple_tag
def marked_body(marked: MarkedArticle, dateline: str, numbers: str | None) -> str:
    """Return an article's text as HTML, its paragraphs numbered when that is asked."""
    return marked.body(dateline=dateline, is_numbered=bool(numbers))


@register.simple_tag
def index_state() -> str:
    """Return the name of the index's state; nothing without an index."""
    try:
        return open_engine().state
    except IndexUnusable:
        return ""


@register.simple_tag
def similar_articles(article: Article) -> tuple[LikeArticle, ...]:
    """Return the articles most like one; none without an index."""
    try:
        return similar_to(article, open_engine())
    except IndexUnusable:
        return ()


@register.simple_tag
def example_queries(
    tags: Sequence[CountedTag], sources: Sequence[CountedSource]
) -> tuple[Example, ...]:
    """Return queries that find something in this archive."""
    return make_examples(tags, sources)


@register.simple_tag(takes_context=True)
def meant_articles(context: RequestContext) -> tuple[Article, ...]:
    """Return what an article's address may have meant that leads to no article."""
    match = context.request.resolver_match
    if match is None or match.url_name != "article":
        return ()
    try:
        return likely_articles(match.kwargs["slug"], open_engine())
    except IndexUnusable:
        return ()
