"""The commands say what was done, and end with the code that scripts rely on."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article, Import
from tests.factories import write_house, write_lines

# The command brings the index up to date, which no transaction may surround.
pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: object) -> tuple[list[str], list[str], int]:
    """Run import_articles; return its lines, its complaints and its exit code."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command(
            "import_articles", *map(str, arguments), stdout=out, stderr=err, verbosity=0
        )
    except CommandError as error:
        err.write(str(error))
        code = error.returncode
    return out.getvalue().splitlines(), err.getvalue().splitlines(), code


def test_an_import_says_what_its_files_became(tmp_path: Path) -> None:
    for number in range(3):
        write_house(tmp_path / f"pile/{number}.txt", f"Story {number // 2}.")
    out, _, code = run(tmp_path / "pile")
    assert out[0] == "3 files = 2 new articles + 1 duplicate"
    assert out[1].endswith("articles a second")
    assert code == 0


def test_failed_files_are_named_until_they_are_mended(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    write_house(pile / "good.txt")
    write_lines(
        pile / "a.jsonl", {"id": 1, "tags": 3, "body": "One."}, {"body": "Two."}
    )
    out, err, code = run(pile)
    assert out[0] == "3 records = 2 new articles + 1 failed"
    assert '  pile/a.jsonl:1: "tags" is not a list of words' in err
    assert code == 1
    _, err, code = run(pile / "good.txt")
    assert "still failing from earlier imports:" in err
    assert '  pile/a.jsonl:1: "tags" is not a list of words' in err
    assert code == 0
    write_lines(pile / "a.jsonl", {"id": 1, "body": "One."}, {"body": "Two."})
    run(pile)
    _, err, code = run(pile / "good.txt")
    assert not any("pile/a.jsonl" in line for line in err)


def test_undated_articles_are_counted_and_their_lines_quoted(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/1.txt", "One.", date="2023-02-30")
    write_house(tmp_path / "pile/2.txt", "Two.", date="")
    out, _, code = run(tmp_path / "pile")
    assert "2 articles without a date" in out
    assert "  pile/1.txt: undated: no such day: “date 2023-02-30”" in out
    assert code == 0
    assert "2023" not in Article.objects.earliest("id").body


def test_trailers_that_no_rule_took_are_counted(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/1.txt", "One.", trailer="Source: Ministry of Trade")
    out, _, _ = run(tmp_path / "pile")
    assert "1 trailer that no rule took, left in the text: see --suggest-rules" in out
    assert "Ministry of Trade" in Article.objects.get().body


def test_a_path_that_is_missing_is_a_wrong_argument(tmp_path: Path) -> None:
    _, err, code = run(tmp_path / "nowhere")
    assert code == 2
    assert "nowhere does not exist" in err[-1]


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/1.txt")
    out, _, code = run(tmp_path / "pile", "--dry-run")
    assert out[0] == "1 file = 1 new article"
    assert code == 0
    assert not Import.objects.exists()


def test_tags_and_source_are_given_to_every_article(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/1.txt", "One.")
    write_lines(tmp_path / "pile/a.jsonl", {"body": "Two.", "source": "Its Own"})
    run(tmp_path / "pile", "--tag", "ports", "--tag", "2024", "--source", "Courier")
    assert [
        (str(article.source), sorted(tag.name for tag in article.tags.all()))
        for article in Article.objects.order_by("id")
    ] == [("Courier", ["2024", "ports"]), ("Its Own", ["2024", "ports"])]


def test_lines_that_many_files_share_are_shown_with_what_rules_make_of_them(
    tmp_path: Path,
) -> None:
    days: Sequence[str] = ("2024-03-05", "2024-03-06", "30/13/2020", "31/13/2020")
    for number, day in enumerate(days):
        trailer = "Based On PTI Report" if number else "Source: Ministry of Trade"
        write_house(
            tmp_path / f"{number}.txt", f"Story {number}.", date=day, trailer=trailer
        )
    out, _, code = run(tmp_path, "--suggest-rules")
    assert code == 0
    assert sorted(out) == [
        "2 files begin like “date 2024-03-05”: a date",
        "2 files begin like “date 30/13/2020”: a date, but no such day",
        "3 files end “Based On PTI Report”: credit PTI",
    ]
    assert not Import.objects.exists()


def test_failures_of_earlier_imports_are_not_said_to_stand_in_this_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "bad").mkdir()
    for number in range(22):
        (tmp_path / f"bad/{number}.txt").touch()
    write_house(tmp_path / "good/1.txt")
    run(tmp_path / "bad")
    _, err, _ = run(tmp_path / "good")
    assert "  and 19 more: see Needs attention" in err
