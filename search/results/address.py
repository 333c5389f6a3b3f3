"""Makes addresses of the results page that differ from the current one by a choice."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


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

    @property
    def query(self) -> str:
        """The parameters as they stand behind the question mark."""
        return urlencode(self.pairs)

    def __str__(self) -> str:
        return f"{reverse('search')}?{self.query}" if self.pairs else reverse("search")
