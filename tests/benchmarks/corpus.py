"""Reads the made articles that every engine is given."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks import ROOT, WORKSHOP

MAKER = ROOT.parent / "shared" / "tools" / "make_articles.py"
SAMPLES = ROOT / "archive" / "samples" / "papers.jsonl"


@dataclass(frozen=True)
class Article:
    """One article, as every engine gets it."""

    number: int
    headline: str
    body: str
    byline: str
    source: str
    section: str
    tags: tuple[str, ...]
    published_on: datetime.date | None
    words: int

    @property
    def day(self) -> int | None:
        """The day it was published on, as a number."""
        return self.published_on.toordinal() if self.published_on else None

    @property
    def month(self) -> int | None:
        """The month it was published in, counted from the year 0."""
        day = self.published_on
        return day.year * 12 + day.month - 1 if day else None


@dataclass(frozen=True)
class Facts:
    """What is true of all articles together; the commonest names come first."""

    text_bytes: int
    sources: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Corpus:
    """The first `count` articles of a file of JSON Lines, numbered from 1.

    It is small, so that it can be sent to other processes.
    """

    path: Path
    count: int
    of_samples: bool = False

    @property
    def numbers(self) -> range:
        """The numbers of all articles."""
        return range(1, self.count + 1)

    def read(self, numbers: Iterable[int] | None = None) -> Iterator[Article]:
        """Yield the articles with these numbers, or all."""
        starts = _starts(self.path)
        with self.path.open("rb") as file:
            for number in self.numbers if numbers is None else numbers:
                start, end = int(starts[number - 1]), int(starts[number])
                if file.tell() != start:
                    file.seek(start)
                yield _article(number, json.loads(file.read(end - start)))

    def first(self, count: int) -> Corpus:
        """Return the corpus of its first articles."""
        return Corpus(self.path, min(count, self.count), of_samples=self.of_samples)

    def survey(self) -> Facts:
        """Learn the facts before any clock runs; they go along to other processes."""
        return self.facts

    @cached_property
    def facts(self) -> Facts:
        """What is true of all articles together."""
        text_bytes = 0
        sources: Counter[str] = Counter()
        tags: Counter[str] = Counter()
        for article in self.read():
            text = article.headline + article.body + article.byline
            text_bytes += len(text.encode())
            sources[article.source] += 1
            tags.update(article.tags)
        return Facts(text_bytes, _names(sources), _names(tags))

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """The number of each source."""
        return {name: at for at, name in enumerate(self.facts.sources, start=1)}

    @cached_property
    def tag_numbers(self) -> dict[str, int]:
        """The number of each tag."""
        return {name: at for at, name in enumerate(self.facts.tags, start=1)}


def open_corpus(count: int, *, words: int) -> Corpus:
    """Return so many articles of so many words, made once and kept.

    Without the program that makes them, the samples are repeated.
    """
    kind = f"{words}" if MAKER.exists() else "samples"
    path = WORKSHOP / f"articles-{count}-{kind}.jsonl"
    if not path.exists():
        WORKSHOP.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        if MAKER.exists():
            _make(unfinished, count, words=words)
        else:
            _repeat_samples(unfinished, count)
        unfinished.rename(path)
    return Corpus(path, count, of_samples=not MAKER.exists())


def _make(path: Path, count: int, *, words: int) -> None:
    with path.open("wb") as file:
        command = [sys.executable, str(MAKER), str(count), "--words", str(words)]
        subprocess.run(command, stdout=file, check=True)


def _repeat_samples(path: Path, count: int) -> None:
    records = [json.loads(line) for line in SAMPLES.read_text("utf-8").splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            record = records[number % len(records)]
            title = f"{record['title']} ({number})"
            file.write(json.dumps(record | {"title": title}) + "\n")


@cache
def _starts(path: Path) -> NDArray[np.uint64]:
    """Return where each line of a file begins, and where the last one ends.

    Kept beside the file, so that every process only maps it.
    """
    kept = path.with_suffix(".starts.npy")
    if not kept.exists():
        with path.open("rb") as file:
            lengths = np.fromiter((len(line) for line in file), np.uint64)
        # Several processes may come here at once, and none may read half of it.
        new = kept.with_suffix(f".{os.getpid()}.npy")
        np.save(new, np.concatenate([np.zeros(1, np.uint64), lengths.cumsum()]))
        new.replace(kept)
    starts: NDArray[np.uint64] = np.load(kept, mmap_mode="r")
    return starts


def _article(number: int, record: dict[str, str | None]) -> Article:
    date, body = record["date"], record["body"] or ""
    return Article(
        number=number,
        headline=record["title"] or "",
        body=body,
        byline=record.get("author") or "",
        source=record["source"] or "",
        section=record["section"] or "",
        tags=tuple(record["tags"] or ()),
        published_on=datetime.date.fromisoformat(date) if date else None,
        words=body.count(" ") + 1,
    )


def _names(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in counts.most_common() if name)
