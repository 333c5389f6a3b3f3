"""Corrections are made and undone by two commands, whose numbers are true."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.importing.pipeline import import_articles
from archive.models import Article, Correction
from tests.archive.piles import OTHER, STORY
from tests.factories import make_article, write_house

pytestmark = pytest.mark.django_db
LINE = "date DAY.MONTH.YEAR"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command; return what it said, but for the index."""
    call_command(*words, verbosity=0)
    return capsys.readouterr().out


def undated() -> int:
    return Article.objects.undated().count()


def test_undated_articles_are_dated_undone_and_dated_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY, date="30.10.25")
    write_house(tmp_path / "pile/002.txt", OTHER, date="31.10.25")
    write_house(tmp_path / "pile/003.txt", "No date stands in this text.", date="")
    import_articles([tmp_path / "pile"])
    asked = ("correct_articles", "--undated", "--date-from-text", LINE)
    said = run(capsys, *asked, "--dry-run")
    assert "2 articles would be changed" in said
    assert "1 article left alone: no line fits" in said
    assert "published on: nothing → 2025-10-30" in said
    assert (undated(), Correction.objects.count()) == (3, 0)
    said = run(capsys, *asked)
    first = Correction.objects.get().pk
    assert f"correction {first}: 2 articles changed" in said
    assert undated() == 1
    assert "2 articles would be put back" in run(
        capsys, "undo_correction", str(first), "--dry-run"
    )
    assert "2 articles undone" in run(capsys, "undo_correction", str(first))
    assert undated() == 3
    assert "2 articles done again" in run(capsys, "undo_correction", str(first + 1))
    assert undated() == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--date", "none"], "say which articles"),
        (["--all"], "say one thing to do"),
        (["--all", "--date", "none", "--source", "none"], "say one thing to do"),
        (["--all", "--date", "30.10.25"], "write the date as"),
        (["--all", "--date-from-text", "date"], "Write DATE"),
        (["--import", "7", "--date", "none"], "there is no import 7"),
    ],
)
def test_wrong_arguments_are_named(words: list[str], complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint) as refused:
        call_command("correct_articles", *words)
    assert refused.value.returncode == 2


def test_which_articles_is_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = make_article(published_on=None)
    make_article(published_on=None, tags=("ports",))
    make_article()
    run(capsys, "correct_articles", "--undated", "--untagged", "--add-tag", "new")
    assert list(Article.objects.filter(tags__name="new")) == [wanted]


def test_what_is_unknown_or_done_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    make_article(published_on=None)
    with pytest.raises(CommandError, match="there is no correction 7"):
        call_command("undo_correction", "7")
    run(capsys, "correct_articles", "--all", "--date", "none")
    pk = Correction.objects.get().pk
    with pytest.raises(CommandError, match="changed nothing"):
        call_command("undo_correction", str(pk))
