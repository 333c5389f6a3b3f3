"""Links pages with what they list in other forms: feeds, JSON, CSV."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from archive.people.feeds import feed_address
from archive.public_address import origin as origin_of

register = template.Library()


@register.inclusion_tag("_alternates.html", takes_context=True)
def alternates(
    context: dict[str, Any],
    title: str = "",
    name: str = "",
    *arguments: Any,
    **asked: Any,
) -> dict[str, str | None]:
    """Name in a page's head the feeds of what it lists, and the same as data.

    name, arguments: those of the feed's address, if it has feeds. asked: the parameters
    of the search that finds the same, if there is one: it gives JSON and CSV.
    """
    user, query = context["request"].user, urlencode(asked)
    atom, json = (
        feed_address(user, reverse(name, args=[*arguments, suffix])) if name else None
        for suffix in ("atom", "feed.json")
    )
    data = f"{reverse('search-json')}?{query}" if asked else None
    csv = f"{reverse('search-export')}?{query}&format=csv" if asked else None
    return {"title": str(title), "atom": atom, "json": json, "data": data, "csv": csv}


@register.inclusion_tag("_feed.html", takes_context=True)
def feed_link(
    context: dict[str, Any], name: str, *arguments: Any
) -> dict[str, str | None]:
    """Link the feed of what a page lists, or the page that opens feeds to a reader."""
    address = reverse(name, args=[*arguments, "atom"])
    return {"feed": feed_address(context["request"].user, address)}


@register.simple_tag(takes_context=True)
def origin(context: dict[str, Any]) -> str:
    """Return what the archive's addresses begin with, seen from elsewhere."""
    return origin_of(context["request"])
