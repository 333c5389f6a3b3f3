"""Measures how many headlines, pasted into the box, find their article.

Run as a file, so that it asks the archive in use and not one of the benchmarks.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.http import QueryDict  # noqa: E402 - Django must be set up first

from archive.models import Article, ImportedFile  # noqa: E402
from search.aid.nearly import find_nearly  # noqa: E402
from search.asking.forms import SearchForm  # noqa: E402
from search.whoosh_engine import open_engine  # noqa: E402

FIRST = 10


def main() -> None:
    """Paste the headlines of a manifest, and print how many articles came first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("manifest", type=Path, help="tab-separated: file and headline")
    with parser.parse_args().manifest.open(newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    pasted = [(row[0], row[3].strip()) for row in rows if row[3].strip()]
    places = [_place(name, headline) for name, headline in pasted]
    among = sum(place is not None for place in places)
    first = sum(place == 0 for place in places)
    print(
        f"{len(pasted):,} headlines: {among:,} among the first {FIRST}, {first:,} first"
    )


def _place(name: str, headline: str) -> int | None:
    """Return where an article comes, from 0; None when it is not among the first."""
    meant = set(_articles_of(name, headline))
    found = enumerate(_first(headline))
    return next((place for place, pk in found if pk in meant), None)


def _articles_of(name: str, headline: str) -> Iterator[int]:
    """Yield the articles of a file, or those of a headline where no file is its own."""
    files = ImportedFile.objects.filter(path=name).exclude(article=None)
    yield from files.values_list("article_id", flat=True)
    yield from Article.objects.filter(headline=headline).values_list("pk", flat=True)


def _first(text: str) -> list[int]:
    form = SearchForm(QueryDict(urlencode({"q": text})))
    engine = open_engine()
    results = engine.search(form.to_request())
    hits = (*results.hits, *find_nearly(form, results, engine).hits)
    return [hit.article_id for hit in hits[:FIRST]]


if __name__ == "__main__":
    main()
