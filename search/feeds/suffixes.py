"""Tells the addresses of feeds by their ends."""

from __future__ import annotations

from django.urls.converters import StringConverter

from search.feeds.formats import FORMATS


class SuffixConverter(StringConverter):
    """The end of an address that names a feed's format."""

    regex = "|".join(suffix.replace(".", r"\.") for suffix in FORMATS)
