"""Real files are read as they were counted, and real pages as their known texts."""

from collections import Counter
from pathlib import Path

import pytest

from archive.importing.careful import read_files
from archive.importing.files import find_files
from archive.importing.formats import page
from archive.importing.records import Record
from tests.benchmarks.measure_formats import word_f1, zyte

pytestmark = pytest.mark.data


@pytest.mark.parametrize(
    ("pile", "articles"),
    [
        ("feeds.zip", {"feed": 1_634, "page": 7, "house": 1}),
        ("wxr.zip", {"wxr": 124, "headed": 1}),
        ("warc.zip", {"warc": 12}),
        ("iptc.zip", {"json_file": 320, "newsml": 4, "headed": 1, "house": 1}),
    ],
)
def test_piles_of_real_files_are_read(
    shared_data: Path, pile: str, articles: dict[str, int]
) -> None:
    found = read_files(find_files([shared_data / pile]))
    kinds = [entry.format for _, entry in found if isinstance(entry, Record)]
    assert Counter(kinds) == articles


def test_the_texts_of_news_pages_come_near_the_known_ones(shared_data: Path) -> None:
    scores, days = [], 0
    for _, data, body, _ in zyte(shared_data):
        record = page.record_of(data, kept=data, format="page")
        scores.append(word_f1(record.body, body))
        days += record.published_on is not None
    assert sum(scores) / len(scores) > 0.96
    assert days >= 155
