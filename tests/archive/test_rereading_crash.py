"""Reading originals again, killed at any moment, is whole by batches and goes on."""

import random
import time
from pathlib import Path

import pytest

from tests.archive.test_correcting_crash import ask, finish, start
from tests.factories import write_house
from tests.processes import manage

pytestmark = pytest.mark.crash

KILLS = 6
FILES = 300
READ = """
SELECT count(*) FROM archive_article
WHERE published_on IS NOT NULL AND read_by LIKE '%2025-10-30%'
    AND body NOT LIKE '%Courier%' AND word_count = 7
"""
UNREAD = """
SELECT count(*) FROM archive_article
WHERE published_on IS NULL AND read_by NOT LIKE '%2025-10-30%'
    AND body LIKE '%© Brovik Courier' AND word_count = 9
"""
RULES = """
from archive.models import Rule
Rule.objects.create(name="a", place="header", pattern="date DAY.MONTH.YEAR")
Rule.objects.create(name="b", place="trailer", pattern="© NAMES")
"""
# Killed before its preview was kept, it begins anew; after that, it goes on.
REREAD = """
from archive.correcting.rereading import preview_rereading
write = applying.write
def written(*arguments, **facts):
    print("batch", flush=True)
    write(*arguments, **facts)
applying.write = written
print("begins", flush=True)
last = Correction.objects.first() or preview_rereading(by=None)
applying.go_on(last)
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with files whose date line and notice no rule took, and rules."""
    data_dir = tmp_path / "data"
    assert manage("migrate", "-v0", data_dir=data_dir)[0] == 0
    for number in range(FILES):
        write_house(
            tmp_path / f"pile/{number:03}.txt",
            f"Report {number} of the harbour of Brovik.",
            date="30.10.25", trailer="© Brovik Courier",
        )  # fmt: skip
    code, said = manage("import_articles", str(tmp_path / "pile"), data_dir=data_dir)
    assert code == 0, said
    finish(start(RULES, data_dir=data_dir))
    return data_dir


def check(data_dir: Path) -> int:
    """Make sure that each article is read again or not, whole; return how many are."""
    [(read,)], [(unread,)] = ask(data_dir, READ), ask(data_dir, UNREAD)
    assert read + unread == FILES
    [(credited,)] = ask(data_dir, "SELECT count(*) FROM archive_article_credits")
    [(changes,)] = ask(data_dir, "SELECT count(*) FROM archive_change")
    assert (credited, changes) == (read, read)
    [(unnoted,)] = ask(
        data_dir,
        "SELECT count(*) FROM archive_change WHERE article_id NOT IN"
        " (SELECT article_id FROM search_pendingchange)",
    )
    assert unnoted == 0
    return int(read)


def test_a_killed_reading_is_whole_by_batches_and_goes_on(data_dir: Path) -> None:
    dice = random.Random(2025)
    seen = set()
    for batches in range(KILLS):
        process = start(REREAD, data_dir=data_dir)
        assert process.stdout is not None
        for _ in range(batches):
            assert process.stdout.readline() == "batch\n"
        time.sleep(dice.uniform(0, 0.05))
        process.kill()
        process.communicate()
        seen.add(check(data_dir))
    finish(start(REREAD, data_dir=data_dir))
    assert check(data_dir) == FILES
    assert len(seen) > 2, "every kill came at the same moment"
