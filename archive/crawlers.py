"""Tells the crawlers of search engines what they may find: nothing, unless wished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.public_address import origin

# As many numbers; what was deleted or put away leaves fewer. 50,000 is the most.
ADDRESSES_A_PART = 10_000
XML = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<{{}} xmlns="{NAMESPACE}">\n'


def is_findable() -> bool:
    """Tell whether search engines may find the archive, which its owner decides."""
    return bool(settings.FINDABLE) and not settings.PRIVATE


class AskNotToIndex:
    """Asks crawlers to keep nothing of an archive that is not to be found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not is_findable():
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say which addresses crawlers may ask for."""
    context = {"is_findable": is_findable(), "base": origin(request)}
    return render(request, "archive/robots.txt", context, "text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """List the parts of the list of articles, where the archive is to be found."""
    _refuse_unless_findable()
    base = origin(request)
    addresses = (
        (f"{base}{reverse('sitemap-part', args=[part])}", "") for part in _parts()
    )
    return _stream("sitemapindex", "sitemap", addresses)


@require_safe
def sitemap_part(request: HttpRequest, part: int) -> HttpResponseBase:
    """List the articles of a range of numbers, each with its last change."""
    _refuse_unless_findable()
    last = part * ADDRESSES_A_PART
    live = Article.objects.live().filter(pk__gt=last - ADDRESSES_A_PART, pk__lte=last)
    if not live.exists():
        raise Http404(_("No article has such a number."))
    base = origin(request)
    addresses = (
        (f"{base}{article.get_absolute_url()}", article.changed_at.isoformat())
        for article in live.only("headline", "changed_at").order_by("pk").iterator()
    )
    return _stream("urlset", "url", addresses)


def _refuse_unless_findable() -> None:
    if not is_findable():
        raise Http404(_("This archive is not for search engines."))


def _parts() -> Iterator[int]:
    """Yield the numbers of parts in which there is an article, from 1."""
    part, live = 0, Article.objects.live().order_by("pk").values_list("pk", flat=True)
    while found := live.filter(pk__gt=part * ADDRESSES_A_PART).first():
        part = -(-found // ADDRESSES_A_PART)
        yield part


def _stream(
    whole: str, each: str, addresses: Iterator[tuple[str, str]]
) -> StreamingHttpResponse:
    """Write addresses, each with the moment of its last change if there is one."""

    def lines() -> Iterator[str]:
        yield HEAD.format(whole)
        for address, moment in addresses:
            changed = f"<lastmod>{moment}</lastmod>" if moment else ""
            yield f"<{each}><loc>{escape(address)}</loc>{changed}</{each}>\n"
        yield f"</{whole}>\n"

    return StreamingHttpResponse(lines(), content_type=XML)
