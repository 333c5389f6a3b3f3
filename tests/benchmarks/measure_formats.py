"""Measures what readers make of the shared data, and of pages with a known text."""

import argparse
import gzip
import json
import os
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.importing.records import Record

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = ("sealed.bin", "ir", "README.md")
MOST_REASONS = 40
# Where words are not parted, each sign counts as one.
SIGN = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]|\w+")


def main() -> None:
    """Read every file of the data, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "data", type=Path, nargs="?", default=ROOT.parent / "shared/data"
    )
    data = parser.parse_args().data
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "ARCHIVE_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "archive.settings",
        }
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        print_counts(data)
        print_pages("zyte_html.zip", list(zyte(data)))
        print_pages("newspaper4k_html.zip", list(newspaper4k(data)))


def print_counts(data: Path) -> None:
    """Print files, articles and failures of each pile by format."""
    from archive.importing.careful import read_files
    from archive.importing.files import find_files
    from archive.importing.records import Record

    why: Counter[str] = Counter()
    print("| pile | format | files | articles | ignored | failed | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for pile in sorted(data.iterdir()):
        if pile.name in SKIPPED:
            continue
        started = time.perf_counter()
        kind: dict[str, str] = {}  # of each file
        articles, ignored, failed = Counter[str](), Counter[str](), Counter[str]()
        for file, found in read_files(find_files([pile])):
            if isinstance(found, Record) and (found.headline or found.body.strip()):
                kind[file.path] = found.format
                articles[file.path] += 1
            elif isinstance(found, Record):
                kind.setdefault(file.path, found.format)
                failed[file.path] += 1
                why["neither headline nor text"] += 1
            elif found.is_ignored:
                kind.setdefault(file.path, "nothing")
                ignored[file.path] += 1
            else:
                kind.setdefault(file.path, "nothing")
                failed[file.path] += 1
                why[found.reason] += 1
        seconds = f"{time.perf_counter() - started:.1f}"
        for name in sorted(set(kind.values())):
            paths = [path for path in kind if kind[path] == name]
            cells = [len(paths)]
            cells += [sum(c[p] for p in paths) for c in (articles, ignored, failed)]
            told = " | ".join(f"{cell:,}" for cell in cells)
            print(f"| {pile.name} | {name} | {told} | {seconds} |")
            seconds = ""
    for reason, count in why.most_common(MOST_REASONS):
        print(f"{count:6,} {reason}")


Truth = tuple[str, bytes, str, str]  # name, page, its text, its headline or ""


def zyte(data: Path) -> Iterator[Truth]:
    """Yield the pages of the article extraction benchmark."""
    with (
        zipfile.ZipFile(data / "zyte_html.zip") as pages,
        gzip.open(data / "zyte_html_truth.jsonl.gz") as truth,
    ):
        for line in truth:
            row = json.loads(line)
            page = gzip.decompress(pages.read(row["html"]))
            yield row["id"], page, row["body"], row["title"]


def newspaper4k(data: Path) -> Iterator[Truth]:
    """Yield the pages in many languages that have an expected text."""
    with zipfile.ZipFile(data / "newspaper4k_html.zip") as pages:
        names = set(pages.namelist())
        for name in sorted(names):
            text = name.replace("html/", "txt/").replace(".html", ".txt")
            about = name.replace("html/", "metadata/").replace(".html", ".json")
            if name.startswith("html/") and text in names:
                said = json.loads(pages.read(about)) if about in names else {}
                body = pages.read(text).decode()
                yield name, pages.read(name), body, said.get("title") or ""


def print_pages(name: str, truths: list[Truth]) -> None:
    """Print how near the texts come, and how many headlines and days are found."""
    from archive.importing.formats import page
    from archive.importing.records import CannotRead

    scores: list[tuple[float, str]] = []
    days = headlines = right = known = 0
    started = time.perf_counter()
    for key, data, body, title in truths:
        try:
            [found] = [page.record_of(data, kept=data, format="page")]
        except CannotRead:
            scores.append((0.0, key))
            continue
        scores.append((word_f1(found.body, body), key))
        days += found.published_on is not None
        headlines += bool(found.headline)
        known += bool(title)
        right += bool(title) and is_same(found, title)
    pages = len(truths) / (time.perf_counter() - started)
    mean = sum(score for score, _ in scores) / len(scores)
    print(
        f"\n{name}: {len(truths)} pages, {pages:.0f} a second, mean word F1 {mean:.4f}"
    )
    print(f"  headline {headlines}, as expected {right} of {known}; day {days}")
    for score, key in sorted(scores)[:8]:
        print(f"  {score:.3f} {key}")


def word_f1(found: str, truth: str) -> float:
    """Return the harmonic mean of precision and recall of a text's words."""
    ours, theirs = Counter(words(found)), Counter(words(truth))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def words(text: str) -> list[str]:
    """Cut a text into words, or into signs where words are not parted."""
    return SIGN.findall(text.lower())


def is_same(found: "Record", title: str) -> bool:
    """Tell whether a headline is the one expected, marks and case aside."""
    return words(found.headline) == words(title)


if __name__ == "__main__":
    main()
