"""Corrections that are killed or crossed by other work lose nothing."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.factories import write_house
from tests.processes import ROOT, environment, manage

pytestmark = pytest.mark.crash

KILLS, KILLS_OF_A_MERGE = 12, 4
ARTICLES = 300
# Small batches, so that many moments lie between the first and the last.
BEGIN = """
import sys, time, django
django.setup()
from archive.correcting import applying, kinds
from archive.models import Article, Correction
applying.BATCH_SIZE = 7
applying.SECONDS_FOR_OTHERS = 0
"""
MAKE = """
Article.objects.bulk_create(
    Article(headline=f"No {n}", body="Text.", section="News") for n in range(300)
)
ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
"""
MAKE_CORRECTION = """
applying.preview(kinds.SetText("section", "Sport"), ids, by=None)
"""
MAKE_MERGE = """
from archive.correcting.merges import merge_into
from archive.correcting.merging import begin_merging
from archive.models import Tag
bee, bees = Tag.objects.create(name="bee"), Tag.objects.create(name="bees")
carried = [Article.tags.through(article_id=pk, tag_id=bees.pk) for pk in ids]
Article.tags.through.objects.bulk_create(carried)
begin_merging(merge_into(bee, [bees]), by=None)
"""
GO_ON = """
print("begins", flush=True)
last = Correction.objects.latest("id")
if last.finished_at:
    last = applying.begin_undoing(last, by=None)
applying.go_on(last)
"""
# One edit of one article after the other, as an editor makes them.
EDIT = """
from archive.editing.saving import save_edit
from django.contrib.auth.models import User
editor, _ = User.objects.get_or_create(username="ed")
print("begins", flush=True)
for article in list(Article.objects.order_by("?")[:60]):
    with applying.transaction.atomic():
        article = Article.objects.get(pk=article.pk)
        article.byline = f"By hand {article.pk}"
        save_edit(article, changed={"byline"}, by=editor, why="edited")
    print(article.pk, flush=True)
"""
STATE = """
SELECT correction.id, position, json_array_length("left"), finished_at IS NOT NULL,
    (SELECT count(*) FROM archive_change WHERE correction_id = correction.id)
FROM archive_correction AS correction ORDER BY id
"""
CARRIERS = """
SELECT tag.name, count(article_id), (SELECT group_concat(alias.name)
    FROM archive_tagalias AS alias WHERE alias.tag_id = tag.id)
FROM archive_tag AS tag LEFT JOIN archive_article_tags ON tag_id = tag.id
GROUP BY tag.id ORDER BY tag.id
"""


def start(script: str, *, data_dir: Path) -> subprocess.Popen[str]:
    """Start a script and return once it begins its work."""
    process = subprocess.Popen(
        [sys.executable, "-c", BEGIN + script],
        cwd=ROOT,
        env=environment(data_dir, DJANGO_SETTINGS_MODULE="archive.settings"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    if "begins" in script:
        assert process.stdout.readline() == "begins\n"
    return process


def finish(process: subprocess.Popen[str]) -> str:
    """Wait for a script that must succeed; return what it said."""
    said, complaints = process.communicate(timeout=120)
    assert process.returncode == 0, complaints
    return said


def ask(data_dir: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the rows that a database gives."""
    database = sqlite3.connect(data_dir / "db.sqlite3", timeout=20)
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def check(data_dir: Path) -> None:
    """Make sure that what the corrections say is what the articles are."""
    expected = 0
    for number, (_, position, left, _, changes) in enumerate(ask(data_dir, STATE)):
        assert position - left == changes
        expected += -changes if number % 2 else changes
    [(corrected,)] = ask(
        data_dir, "SELECT count(*) FROM archive_article WHERE section = 'Sport'"
    )
    assert corrected == expected
    check_notes(data_dir)


def check_merge(data_dir: Path) -> None:
    """Make sure that what merges say is who carries which tag, and what names mean."""
    merged, is_whole = 0, False
    for number, (_, position, _, is_done, changes) in enumerate(ask(data_dir, STATE)):
        assert position == changes
        merged += -changes if number % 2 else changes
        is_whole = not position if number % 2 else bool(is_done)
    parted = [("bee", merged, None), ("bees", ARTICLES - merged, None)]
    whole = [("bee", ARTICLES, "bees")]
    assert ask(data_dir, CARRIERS) == (whole if is_whole else parted)
    check_notes(data_dir)


def check_notes(data_dir: Path) -> None:
    """Make sure that the index will be told of every article that was changed."""
    [(unnoted,)] = ask(
        data_dir,
        "SELECT count(*) FROM archive_change WHERE article_id NOT IN"
        " (SELECT article_id FROM search_pendingchange)",
    )
    assert unnoted == 0


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with nothing in it."""
    data_dir = tmp_path / "data"
    assert manage("migrate", "-v0", data_dir=data_dir)[0] == 0
    return data_dir


def test_a_killed_correction_is_whole_by_batches_and_goes_on(data_dir: Path) -> None:
    finish(start(MAKE + MAKE_CORRECTION, data_dir=data_dir))
    dice = random.Random(2025)
    positions = set()
    for _ in range(KILLS):
        process = start(GO_ON, data_dir=data_dir)
        time.sleep(dice.uniform(0, 0.25))
        process.kill()
        process.communicate()
        check(data_dir)
        positions.add(ask(data_dir, STATE)[-1][1])
    finish(start(GO_ON, data_dir=data_dir))
    check(data_dir)
    assert len(positions) > 3, "every kill came at the same moment"
    assert all(row[4] in {0, ARTICLES} for row in ask(data_dir, STATE) if row[3])


def test_a_killed_merge_leaves_each_article_one_name_and_goes_on(
    data_dir: Path,
) -> None:
    finish(start(MAKE + MAKE_MERGE, data_dir=data_dir))
    dice, positions = random.Random(2026), set()
    for _ in range(KILLS_OF_A_MERGE):
        process = start(GO_ON, data_dir=data_dir)
        time.sleep(dice.uniform(0, 0.2))
        process.kill()
        process.communicate()
        check_merge(data_dir)
        positions.add(ask(data_dir, STATE)[-1][1])
    finish(start(GO_ON, data_dir=data_dir))
    check_merge(data_dir)
    assert len(positions) > 1, "every kill came at the same moment"


def test_edits_and_imports_during_a_correction_are_not_lost(
    data_dir: Path, tmp_path: Path
) -> None:
    finish(start(MAKE + MAKE_CORRECTION, data_dir=data_dir))
    for number in range(200):
        write_house(tmp_path / f"pile/{number:03}.txt", f"Story {number} of the toll.")
    correcting = start(GO_ON, data_dir=data_dir)
    editing = start(EDIT, data_dir=data_dir)
    code, said = manage(
        "import_articles", str(tmp_path / "pile"), "-v0", data_dir=data_dir
    )
    assert code == 0, said
    edited = {int(pk) for pk in finish(editing).split()}
    finish(correcting)
    check(data_dir)
    rows = ask(data_dir, "SELECT id, byline FROM archive_article WHERE byline != ''")
    assert dict(rows) == {pk: f"By hand {pk}" for pk in edited}
    [(_, _, left, _, changes)] = ask(data_dir, STATE)
    assert changes + left == ARTICLES
    assert ask(data_dir, "SELECT count(*) FROM archive_article")[0][0] == 500
    # Undoing meets the edits that came after, and keeps them.
    finish(start(GO_ON, data_dir=data_dir))
    check(data_dir)
    assert ask(data_dir, STATE)[1][2] == 0
    rows = ask(data_dir, "SELECT id, byline FROM archive_article WHERE byline != ''")
    assert len(rows) == len(edited)
