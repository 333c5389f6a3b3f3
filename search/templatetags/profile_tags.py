"""Offers pages of the archive what the index counts of their articles."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import QueryDict

from archive.names import CountedSource
from search.engine import IndexUnusable
from search.models import SavedSearch
from search.profiles import DrawnSource, Profile, draw_sources, profile
from search.request import Facet
from search.saving.searches import ListedSearch, count_new
from search.whoosh_engine import open_engine

# What is new in a hundred searches would keep the home page waiting.
SAVED_LOOKED_AT = 10
NEWS_SHOWN = 5

register = template.Library()


@register.simple_tag(name="profile")
def profile_tag(facets: str, **parameters: object) -> Profile | None:
    """Return chart and names of what a page of results with parameters finds.

    facets: their names, parted by blanks. Every page of the archive can be read without
    the index, so nothing when there is none.
    """
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in parameters.items()})
    try:
        return profile(data, [Facet(name) for name in facets.split()], open_engine())
    except IndexUnusable:
        return None


@register.simple_tag
def drawn_sources(sources: Sequence[CountedSource]) -> tuple[DrawnSource, ...]:
    """Return sources, each with a small chart of its years."""
    try:
        return draw_sources(sources, open_engine())
    except IndexUnusable:
        return tuple(DrawnSource(counted, None) for counted in sources)


@register.simple_tag
def searches_with_news(
    user: AbstractBaseUser | AnonymousUser,
) -> tuple[ListedSearch, ...]:
    """Return those of a person's latest saved searches that find something new."""
    if not user.is_authenticated:
        return ()
    own = SavedSearch.objects.filter(owner_id=user.pk).order_by("-looked_at", "-id")
    try:
        listed = count_new(own[:SAVED_LOOKED_AT], open_engine())
    except IndexUnusable:
        return ()
    return tuple(one for one in listed if one.new_count)[:NEWS_SHOWN]
