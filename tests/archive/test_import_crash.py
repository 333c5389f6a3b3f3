"""An import that is killed leaves whole articles, and the next one completes it."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.factories import write_house, write_lines
from tests.processes import ROOT, environment, manage

pytestmark = pytest.mark.crash

KILLS = 10
FILES = 300
# Small batches, so that many moments lie between the first and the last.
IMPORT = """
import sys, django
django.setup()
from django.core.management import call_command
from archive.importing import pipeline
pipeline.BATCH_SIZE = 7
print("begins", flush=True)
call_command("import_articles", sys.argv[1], verbosity=0)
"""
ARTICLES = """
SELECT headline, body, published_on, copy_group_id IS NULL, word_count,
    (SELECT group_concat(name) FROM (SELECT name FROM archive_source JOIN
     archive_article_credits ON source_id = archive_source.id
     WHERE article_id = article.id ORDER BY name)),
    (SELECT group_concat(name) FROM (SELECT name FROM archive_tag JOIN
     archive_article_tags ON tag_id = archive_tag.id
     WHERE article_id = article.id ORDER BY name)),
    (SELECT count(*) FROM archive_original WHERE article_id = article.id),
    (SELECT count(DISTINCT path) FROM archive_importedfile
     WHERE article_id = article.id)
FROM archive_article AS article ORDER BY body, published_on
"""


def start(pile: Path, *, data_dir: Path) -> subprocess.Popen[str]:
    """Start an import and return once it begins to read."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(pile)],
        cwd=ROOT,
        env=environment(data_dir, DJANGO_SETTINGS_MODULE="archive.settings"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def import_whole(pile: Path, *, data_dir: Path) -> None:
    """Import without disturbance."""
    process = start(pile, data_dir=data_dir)
    _, complaints = process.communicate(timeout=120)
    assert process.returncode == 0, complaints


def articles(data_dir: Path) -> list[tuple[object, ...]]:
    """Return what an archive holds of every article."""
    database = sqlite3.connect(data_dir / "db.sqlite3")
    try:
        return database.execute(ARTICLES).fetchall()
    finally:
        database.close()


def make_pile(folder: Path) -> Path:
    """Write files with every fifth a duplicate and every seventh a copy."""
    for number in range(FILES):
        story = number - 1 if number % 5 == 4 or number % 7 == 6 else number
        date = "2024-03-06" if number % 7 == 6 else "2024-03-05"
        paragraphs = [f"Story {story} of the strike.", "It goes on. " * 40]
        write_house(folder / f"{number:03}.txt", *paragraphs, date=date)
    lines = [
        {"id": number, "body": f"Line {number}.", "tags": ["a", "b", f"c{number}"]}
        for number in range(FILES)
    ]
    write_lines(folder / "lines.jsonl", *lines)
    return folder


def test_ten_kills_and_another_run_give_what_one_run_gives(tmp_path: Path) -> None:
    pile = make_pile(tmp_path / "pile")
    calm, disturbed = tmp_path / "calm", tmp_path / "disturbed"
    for data_dir in (calm, disturbed):
        assert manage("migrate", "-v0", data_dir=data_dir)[0] == 0
    begun = time.monotonic()
    import_whole(pile, data_dir=calm)
    took = time.monotonic() - begun
    dice = random.Random(2025)
    sizes = []
    for _ in range(KILLS):
        process = start(pile, data_dir=disturbed)
        time.sleep(dice.uniform(0, took / 2))
        process.kill()
        process.communicate()
        found = articles(disturbed)
        sizes.append(len(found))
        assert all(row[5] or row[6] for row in found), "an article without its labels"
        assert all(row[7] == 1 for row in found), "an article without its original"
    assert sizes == sorted(sizes)
    import_whole(pile, data_dir=disturbed)
    assert articles(disturbed) == articles(calm)
    assert sizes[-1] > 0, "every kill came before the first batch"
