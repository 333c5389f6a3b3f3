"""Makes addresses of the results page that differ from the current one by a choice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse

# What changes how the same articles are shown.
DISPLAY = ("sort", "per", "copies", "view", "lines", "bars", "select")


@dataclass(frozen=True)
class Address:
    """The parameters of a results page, in order; a page number is never kept."""

    pairs: tuple[tuple[str, str], ...] = ()

    def having(self, name: str, value: str) -> Address:
        """Add a value, once, to those a parameter has."""
        pair = (name, value)
        return self if pair in self.pairs else Address((*self.pairs, pair))

    def setting(self, **parameters: str) -> Address:
        """Give parameters one value each; an empty one takes the parameter away."""
        before = dict(self.pairs)
        changed = [(name, parameters.get(name, value)) for name, value in self.pairs]
        added = [pair for pair in parameters.items() if pair[0] not in before]
        return Address(tuple(pair for pair in (*changed, *added) if pair[1]))

    def without(self, *names: str) -> Address:
        """Take parameters away."""
        return Address(tuple(pair for pair in self.pairs if pair[0] not in names))

    def without_value(self, name: str, value: str) -> Address:
        """Take one of a parameter's values away."""
        return Address(tuple(pair for pair in self.pairs if pair != (name, value)))

    @cached_property
    def query(self) -> str:
        """The parameters as they stand behind the question mark."""
        return urlencode(self.pairs)

    def values_of(self, facet: str) -> str:
        """Return the address of all values of a facet of the same results."""
        query = urlencode((("facet", facet), *self.pairs))
        return f"{_path('search-values', get_script_prefix())}?{query}"

    @property
    def feed(self) -> str:
        """The address of the feed, however results are shown and since when."""
        return self.feed_in("atom")

    @property
    def json_feed(self) -> str:
        """The address of the same as a JSON Feed."""
        return self.feed_in("feed.json")

    def feed_in(self, suffix: str, *, sort: str = "") -> str:
        """Return the address of the feed in a format, by its suffix."""
        followed = self.without(*DISPLAY, "newer").setting(sort=sort)
        return followed.at("search-feed", suffix)

    def at(self, name: str, *arguments: str) -> str:
        """Return the address of the same request where it is answered in another way.

        name, arguments: those of the way, as urls.py has it.
        """
        path = _path(name, get_script_prefix(), *arguments)
        return f"{path}?{self.query}" if self.pairs else path

    def __str__(self) -> str:
        return self.at("search")


@lru_cache
def _path(name: str, _prefix: str, *arguments: str) -> str:
    """Return where an address leads; a page of results has a hundred of them."""
    return reverse(name, args=arguments)
