"""Reads our own exports as ordinary articles, into an archive that has others."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from django.utils.translation import gettext as _

from archive.importing.formats import jsonl
from archive.importing.records import Record, Unreadable


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read the lines that are articles which readers see."""
    for found in jsonl.read(stream):
        if isinstance(found, Unreadable):
            yield found
            continue
        fields = json.loads(found.data)
        if fields.get("table", "article") != "article":
            continue
        if fields.get("state", "live") != "live":
            unseen = _("readers of the archive it comes from do not see it")
            yield Unreadable(unseen, found.place, is_ignored=True)
            continue
        yield replace(found, format="own")
