"""Writes articles as references, for the programs that keep them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.citing.bibtex import bibtex
from archive.citing.cited import Cited, read_article
from archive.citing.csl import csl_json
from archive.citing.ris import record, ris
from archive.exporting.pack import Pack
from archive.exporting.record import SearchRecord


def write_ris(pack: Pack) -> Iterator[str]:
    """Yield RIS, in which only an entry can hold the record of the search."""
    told = [("N1", f"{name}: {value}") for name, value in pack.record.rows]
    day = timezone.localtime(pack.record.run_at)
    # Imports know the record by how its title begins: in no other language.
    title = f"Record of a search, {pack.record.title}"
    yield record("GEN", [("TI", title), ("DA", f"{day:%Y/%m/%d}/"), *told])
    yield from map(ris, _cited(pack))


def write_bibtex(pack: Pack) -> Iterator[str]:
    """Yield BibTeX; what stands outside its entries is a comment."""
    # An "@" would begin an entry even there.
    told = pack.record.text.replace("@", "(at)").splitlines()
    yield "".join(f"% {row}\n" for row in (_title(pack.record), *told)) + "\n"
    yield from map(bibtex, _cited(pack))


def write_csl_json(pack: Pack) -> Iterator[str]:
    """Yield a list in JSON, in which only an item can hold the record of the search."""
    first = {
        "id": "record-of-the-search",
        "type": "document",
        "title": _title(pack.record),
        "note": pack.record.text,
    }
    yield f"[{json.dumps(first, ensure_ascii=False)}"
    for cited in _cited(pack):
        yield f",\n{csl_json(cited)}"
    yield "]\n"


def _title(record: SearchRecord) -> str:
    return _("Record of a search, {title}").format(title=record.title)


def _cited(pack: Pack) -> Iterator[Cited]:
    today = timezone.localtime(pack.record.run_at).date()
    return (read_article(article, today=today) for article in pack.articles())
