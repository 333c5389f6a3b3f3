"""Old files are read again by one command, or from the list of rules."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from archive.correcting import applying
from archive.correcting.applying import go_on
from archive.correcting.rereading import preview_rereading
from archive.models import Article, Correction
from tests.archive.piles import OTHER, STORY
from tests.archive.rules import date_rule, days, edit, import_pile, waiting
from tests.factories import write_house

pytestmark = pytest.mark.django_db
THIRD = "The harbour master of Brovik counted the ferries again."


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command; return what it said, but for the index."""
    call_command(*words, verbosity=0)
    return capsys.readouterr().out


def test_a_dry_run_says_field_old_and_new_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_pile(tmp_path, STORY, OTHER, date="30.10.25")
    edit(Article.objects.latest("pk"), published_on=datetime.date(2025, 1, 1))
    date_rule()
    said = run(capsys, "import_articles", "--reread", "--dry-run")
    first, second = Article.objects.order_by("pk").values_list("pk", flat=True)
    assert f"article {first}: published on: nothing → 2025-10-30" in said
    assert "published on: 1 article\n" in said
    assert "1 article with edits by hand, which stay:" in said
    assert f"{second} would become: published on: 2025-01-01 → 2025-10-30" in said
    assert "1 article would be changed" in said
    assert days() == ["None", "2025-01-01"]
    assert not Correction.objects.exists()


@pytest.mark.parametrize("words", [["--reread", "folder"], []])
def test_a_path_is_named_or_all_is_read_again(words: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_articles", *words)
    assert refused.value.returncode == 2


def test_a_button_leads_from_the_rules_to_the_preview(
    admin_client: Client, tmp_path: Path
) -> None:
    import_pile(tmp_path, STORY, OTHER, date="30.10.25")
    date_rule()
    response = admin_client.post("/admin/archive/rule/reread/", follow=True)
    shown = " ".join(response.content.decode().split())
    assert "2 articles will be changed." in shown
    assert "<ins>2025-10-30</ins>" in shown
    assert days() == ["None"] * 2
    correction = Correction.objects.get()
    admin_client.post(f"/admin/archive/correction/{correction.pk}/apply/")
    assert days() == ["2025-10-30"] * 2


def test_what_a_page_has_no_time_for_waits_for_the_next(
    admin_client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_pile(tmp_path, STORY, OTHER, THIRD, date="30.10.25")
    date_rule()
    monkeypatch.setattr(applying, "BATCH_SIZE", 2)
    correction = preview_rereading(by=None, seconds=-1)
    shown = admin_client.get(correction.get_absolute_url()).content.decode()
    assert "1 article not looked at yet" in shown
    go_on(correction)
    assert waiting() == 1


UNREADABLE = 600
FILES = 5_000


def test_two_commands_date_six_hundred_of_five_thousand_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(FILES):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=number % 366)
        is_odd = number < UNREADABLE
        write_house(
            tmp_path / f"{number:04}.txt", f"Report {number} of the harbour of Brovik.",
            date=f"{day:%d.%m.%y}" if is_odd else day.isoformat(),
        )  # fmt: skip
    said = run(capsys, "import_articles", str(tmp_path))
    assert f"{UNREADABLE} articles without a date" in said
    date_rule()
    said = run(capsys, "import_articles", "--reread")
    assert f"{UNREADABLE} articles changed" in said
    assert not Article.objects.undated().exists()
    truth = {
        f"{n:04}.txt": datetime.date(2024, 1, 1) + datetime.timedelta(days=n % 366)
        for n in range(FILES)
    }
    rows = Article.objects.values_list("files__path", "published_on")
    assert dict(rows) == truth
    number = Correction.objects.get().pk
    assert "600 articles undone" in run(capsys, "undo_correction", str(number))
    assert Article.objects.undated().count() == UNREADABLE
    said = run(capsys, "import_articles", "--reread")
    assert f"{UNREADABLE} articles changed" in said
    assert dict(Article.objects.values_list("files__path", "published_on")) == truth
