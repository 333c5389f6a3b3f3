"""Addresses of the pages on which names are renamed and merged."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from archive.models import Source, Tag


def address_of_merge(
    labels: Iterable[Source | Tag], *, into: Source | Tag | None = None
) -> str:
    """Return where a person decides which of some labels stays, and merges them."""
    found = list(labels)
    pairs = [("id", label.pk) for label in found]
    if into is not None:
        pairs.append(("into", into.pk))
    page = f"merge-{noun_of(type(found[0]))}s"
    return f"{reverse(page)}?{urlencode(pairs)}"


def address_of_alike(model: type[Source | Tag]) -> str:
    """Return where names that look alike are listed."""
    return reverse(f"alike-{noun_of(model)}s")


def noun_of(model: type[Source | Tag]) -> str:
    """Return what a label is called: a source or a tag."""
    return str(model._meta.model_name)
