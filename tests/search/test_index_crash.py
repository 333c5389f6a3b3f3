"""A killed drain or rebuild leaves a sound index, and the next one completes it."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.factories import write_house
from tests.processes import ROOT, environment, manage

pytestmark = pytest.mark.crash

KILLS = 10
FILES = 120
# One article changes, then either way of bringing the index up to date begins. Small
# commits, so that many moments lie between the first and the last.
WORK = """
import sys, django
django.setup()
from archive.models import Article
from archive.signals import articles_changed
from search import outbox
from search.whoosh_engine import rebuilding
outbox.ARTICLES_A_COMMIT = rebuilding.ARTICLES_A_SEGMENT = 10
Article.objects.update(byline=sys.argv[1])
articles_changed.send(Article, ids=list(Article.objects.values_list("pk", flat=True)))
print("begins", flush=True)
rebuilding.rebuild() if sys.argv[2] == "rebuild" else outbox.drain()
"""


def start(number: int, way: str, *, data_dir: Path) -> subprocess.Popen[str]:
    """Start a change of all articles and return once the index is at work."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, f"Writer{number}", way],
        cwd=ROOT,
        env=environment(data_dir, DJANGO_SETTINGS_MODULE="archive.settings"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


@pytest.mark.parametrize("way", ["drain", "rebuild"])
def test_the_index_survives_kills(tmp_path: Path, way: str) -> None:
    pile, data_dir = tmp_path / "pile", tmp_path / "data"
    for number in range(FILES):
        write_house(pile / f"{number:03}.txt", f"Ferry {number} left the harbour.")
    for command in (["migrate", "-v0"], ["rebuild_index"], ["import_articles", pile]):
        code, said = manage(*map(str, command), data_dir=data_dir)
        assert code == 0, said
    dice = random.Random(7)
    for number in range(KILLS):
        process = start(number, way, data_dir=data_dir)
        time.sleep(dice.uniform(0, 0.5))
        process.kill()
        process.communicate()
        code, said = manage("check_index", data_dir=data_dir)
        assert code == 0, said
    for command in (["update_index"], ["check_index"]):
        code, said = manage(*command, data_dir=data_dir)
        assert code == 0, said
    assert f"{FILES} articles checked: the index equals the database." in said
    assert "still" not in said
