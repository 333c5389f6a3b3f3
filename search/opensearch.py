"""Lets browsers search the archive from their address bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive.locally import counted
from archive.models import Article
from archive.public_address import origin
from search.completion.offering import complete
from search.engine import Engine, IndexUnusable
from search.language.query import Query
from search.language.tree import And, In, Node, Prefix, TextField, Word
from search.request import everything
from search.saving.searches import forms_of
from search.text import PIECES
from search.whoosh_engine import open_engine

SERVICE_UNAVAILABLE = 503
# An address bar shows about ten lines.
QUERIES = 6
HEADLINES = 4
# What is longer was pasted, and needs no completing.
LONGEST_TEXT = 200
# Shorter beginnings are those of too many words.
LETTERS_OF_A_BEGINNING = 3
KINDS = {"word", "source", "credit", "tag"}


@dataclass(frozen=True)
class Suggested:
    """What may be meant: a text to search for, a remark, and where it leads."""

    text: str
    remark: str
    path: str


@login_not_required
@require_safe
@cache_control(max_age=86_400)
def description(request: HttpRequest) -> HttpResponse:
    """Say where the archive is searched; it names addresses and nothing of articles."""
    return render(
        request,
        "search/opensearch.xml",
        {"base": origin(request)},
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )


@require_safe
@cache_control(private=True, max_age=30)
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer what a query may go on with, as browsers ask for it.

    Nothing that this reader asked before: the browser knows that itself.
    """
    text, base = request.GET.get("q", "").replace("\0", " "), origin(request)
    try:
        found = list(_suggest(text, open_engine()))
    except IndexUnusable as error:
        return JsonResponse({"error": str(error)}, status=SERVICE_UNAVAILABLE)
    texts, remarks = [one.text for one in found], [one.remark for one in found]
    paths = [f"{base}{one.path}" for one in found]
    return JsonResponse(
        [text, texts, remarks, paths],
        safe=False,
        content_type="application/x-suggestions+json",
    )


def _suggest(text: str, engine: Engine) -> Iterator[Suggested]:
    if not text.strip() or len(text) > LONGEST_TEXT:
        return
    offers = [one for one in complete(text, len(text), engine) if one.kind in KINDS]
    queries = [f"{text[: one.start]}{one.text}".strip() for one in offers[:QUERIES]]
    queries = [query for query in queries if query != text.strip()]
    # An offer counts what it adds; here the whole query stands, and is counted.
    for form in forms_of(urlencode({"q": query}) for query in queries):
        if count := engine.count(form.to_request()):
            remark = counted(count, "article")
            yield Suggested(form.query.text, remark, str(form.address))
    # Translators: said of a headline that an address bar offers.
    remark = _("article")
    for article in _headed(text, engine):
        yield Suggested(article.headline, remark, article.get_absolute_url())


def _headed(text: str, engine: Engine) -> Iterable[Article]:
    """Return the likeliest articles whose headlines hold what was typed."""
    tree = _tree([match[0] for match in PIECES.finditer(text)])
    if tree is None:
        return ()
    query = Query(text, In(TextField.HEADLINE, tree))
    request = replace(
        everything(),
        query=query,
        page_size=HEADLINES,
        facets=(),
        histogram=False,
        marks=False,
    )
    ids = [hit.article_id for hit in engine.search(request).hits]
    found = Article.objects.live().only("headline").in_bulk(ids)
    return (found[pk] for pk in ids if pk in found)


def _tree(words: list[str]) -> Node | None:
    """Return what asks for all words, the last of which may go on."""
    if not words or len(words[-1]) < LETTERS_OF_A_BEGINNING:
        return None
    nodes: list[Node] = [*map(Word, words[:-1]), Prefix(words[-1])]
    return And(tuple(nodes)) if len(nodes) > 1 else nodes[0]
