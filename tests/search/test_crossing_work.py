"""Edits, a correction, an import and a rebuild at one time lose nothing."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.factories import write_house
from tests.processes import manage

pytestmark = pytest.mark.crash

MAKE = """
from django.contrib.auth.models import User
from archive.correcting import applying, kinds
from archive.models import Article
User.objects.create_superuser("ed")
Article.objects.bulk_create(
    Article(headline=f"No {n}", body=f"The toll of bridge {n}.", section="News")
    for n in range(150)
)
ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
applying.preview(kinds.SetText("section", "Sport"), ids, by=None)
"""
# Small batches, so that the others come between them; the editor begins.
CORRECT = """
import time
from archive.correcting import applying
from archive.models import Article, Correction
applying.BATCH_SIZE = 5
applying.SECONDS_FOR_OTHERS = 0.05
while not Article.objects.exclude(byline="").exists():
    time.sleep(0.05)
applying.go_on(Correction.objects.get())
"""
# As an editor does it, who sends the form again once told of another's change. From
# the last article to the first, so that each meets some that the other has changed.
EDIT = """
from django.contrib.auth.models import User
from django.test import Client
from django.test.utils import setup_test_environment
from archive.models import Correction
setup_test_environment()
client = Client()
client.force_login(User.objects.get())
for pk, _ in Correction.objects.get().articles[::-5]:
    address = f"/articles/{pk}/edit/"
    response = client.get(address)
    while response.status_code == 200:
        form = response.context["form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        sent |= {"byline": f"By hand {pk}", "tags": f"tag {pk}"}
        response = client.post(address, sent)
"""


def ask(data_dir: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the rows that the database gives."""
    database = sqlite3.connect(data_dir / "db.sqlite3")
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def run(data_dir: Path, *words: str) -> tuple[int, str]:
    """Run a command; pages need no collected static files where they are debugged."""
    return manage(*words, data_dir=data_dir, ARCHIVE_DEBUG="1")


def test_edits_corrections_imports_and_rebuilds_cross_unharmed(tmp_path: Path) -> None:
    for number in range(100):
        write_house(tmp_path / f"pile/{number:03}.txt", f"Story {number} of the toll.")
    data_dir = tmp_path / "data"
    for words in (["migrate", "-v0"], ["shell", "-c", MAKE], ["rebuild_index"]):
        code, said = manage(*words, data_dir=data_dir)
        assert code == 0, said
    work = [
        ["shell", "-c", CORRECT],
        ["shell", "-c", EDIT],
        ["import_articles", str(tmp_path / "pile")],
        ["rebuild_index"],
    ]
    with ThreadPoolExecutor(len(work)) as threads:
        ended = list(threads.map(lambda words: run(data_dir, *words), work))

    for code, said in ended:
        assert code == 0, said
        assert "locked" not in said
    edited = ask(data_dir, "SELECT id, byline FROM archive_article WHERE byline != ''")
    assert dict(edited) == {pk: f"By hand {pk}" for pk, _ in edited}
    tags = "SELECT count(*) FROM archive_article_tags"
    assert len(edited) == ask(data_dir, tags)[0][0] == 30
    corrected = "SELECT article_id FROM archive_change WHERE correction_id IS NOT NULL"
    sport = "SELECT id FROM archive_article WHERE section = 'Sport'"
    assert sorted(ask(data_dir, corrected)) == sorted(ask(data_dir, sport))
    [(changed, left)] = ask(
        data_dir, 'SELECT position, json_array_length("left") FROM archive_correction'
    )
    assert (changed, left > 0) == (150, True)
    assert changed - left == len(ask(data_dir, sport))
    assert ask(data_dir, "SELECT count(*) FROM archive_article")[0][0] == 250
    assert manage("update_index", data_dir=data_dir)[0] == 0
    code, said = manage("check_index", data_dir=data_dir)
    assert code == 0, said
