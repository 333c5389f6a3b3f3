"""Measures which copies an import finds among Reuters stories, by brute force.

python -m tests.benchmarks.measure_copies ../shared/data [STORIES]
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Import the stories into a new archive, and print precision and recall."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds reuters.jsonl.gz")
    parser.add_argument("stories", type=int, nargs="?", default=3_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "ARCHIVE_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "archive.settings",
        }
        import django

        django.setup()
        _measure(options.data, count=options.stories, folder=Path(folder))


def _measure(data: Path, *, count: int, folder: Path) -> None:
    from django.core.management import call_command

    from archive.importing.pipeline import import_articles
    from archive.models import Article
    from tests.archive import pairs

    call_command("migrate", verbosity=0)
    stories = pairs.read_stories(data, count=count)
    begun = time.perf_counter()
    report = import_articles([pairs.write_stories(folder / "s/all.jsonl", stories)])
    print(f"{report}, in {time.perf_counter() - begun:.1f} s")
    texts = list(Article.objects.order_by("id").values_list("body", flat=True))
    every = pairs.Agreement(pairs.pairs_of(texts), pairs.grouped_pairs())
    nearly = every.without(pairs.equal_pairs(texts))
    for name, found in (("all pairs", every), ("of unequal texts", nearly)):
        print(
            f"{name:16} {len(found.true):5} by brute force, {len(found.found):5} in "
            f"groups: precision {found.precision:.3f}, recall {found.recall:.3f}"
        )


if __name__ == "__main__":
    main()
