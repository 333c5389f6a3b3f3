"""Files are known again: unchanged, changed, moved, edited by hand."""

from pathlib import Path

import pytest
from django.utils import timezone

from archive.importing.pipeline import import_articles
from archive.models import Article, Change, ImportedFile, Original
from tests.archive.piles import OTHER, STORY, announced, outcomes, reason
from tests.factories import write_house, write_lines

pytestmark = pytest.mark.django_db


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", STORY)
    write_lines(tmp_path / "pile/a.jsonl", {"id": 1, "body": OTHER}, {"body": "Three."})
    import_articles([tmp_path / "pile"])
    before = list(Article.objects.values())
    with announced() as ids:
        report = import_articles([tmp_path / "pile"])
    assert str(report) == "4 records = 4 unchanged"
    assert list(Article.objects.values()) == before
    assert Original.objects.count() == 3
    assert ids == []


def test_a_changed_file_updates_its_article_and_keeps_what_it_was(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"], tags=["ports"])
    write_house(tmp_path / "pile/001.txt", OTHER, trailer="Based On AFP Report")
    with announced() as ids:
        report = import_articles([tmp_path / "pile"])
    article = Article.objects.get()
    assert str(report) == "1 file = 1 updated"
    assert ids == [article.pk]
    assert article.body == OTHER
    assert article.headline.startswith("The council of Brovik")
    assert article.word_count == 11
    assert [credit.name for credit in article.credits.all()] == ["AFP"]
    assert [tag.name for tag in article.tags.all()] == ["ports"]
    seen = ImportedFile.objects.get(outcome="updated")
    assert seen.before is not None
    assert seen.before.before["body"] == STORY
    assert seen.before.why == f"import {report.import_id}"
    assert [original.is_current for original in article.originals.all()] == [
        True,
        False,
    ]
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 unchanged"


def test_an_edit_by_hand_survives_a_changed_file(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    Article.objects.update(headline="Mine", edited_at=timezone.now())
    write_house(tmp_path / "pile/001.txt", OTHER, date="2024-03-06")
    report = import_articles([tmp_path / "pile"])
    article = Article.objects.get()
    assert str(report) == "1 file = 1 edited by hand, both kept"
    assert (article.headline, article.body) == ("Mine", STORY)
    assert "headline, body, date" in reason("001.txt")
    newer, older = article.originals.all()
    assert (newer.is_current, older.is_current) == (False, True)
    assert OTHER in newer.text
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 unchanged"


def test_a_file_under_another_name_is_the_same_file_moved(tmp_path: Path) -> None:
    file = write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    file.rename(tmp_path / "pile/renamed.txt")
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 unchanged"
    assert reason("renamed.txt") == "moved from 001.txt"
    write_house(tmp_path / "pile/renamed.txt", OTHER)
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 updated"


def test_a_file_beside_the_one_it_equals_is_not_moved(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    write_house(tmp_path / "pile/002.txt", STORY)
    assert str(import_articles([tmp_path / "pile"])) == (
        "2 files = 1 unchanged + 1 duplicate"
    )


@pytest.mark.parametrize("new_name", ["000.txt", "002.txt"])
def test_a_text_whose_name_is_taken_by_another_text_is_not_lost(
    tmp_path: Path, new_name: str
) -> None:
    file = write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    file.rename(tmp_path / "pile" / new_name)
    write_house(tmp_path / "pile/001.txt", OTHER)
    import_articles([tmp_path / "pile"])
    assert set(Article.objects.values_list("body", flat=True)) == {STORY, OTHER}
    assert str(import_articles([tmp_path / "pile"])) == "2 files = 2 unchanged"


def test_a_changed_file_leaves_the_text_that_its_duplicate_still_has(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", STORY)
    import_articles([tmp_path / "pile"])
    write_house(tmp_path / "pile/001.txt", OTHER)
    assert str(import_articles([tmp_path / "pile"])) == (
        "2 files = 1 new article + 1 unchanged"
    )
    assert set(Article.objects.values_list("body", flat=True)) == {STORY, OTHER}


def test_a_former_duplicate_that_now_differs_is_new(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", STORY)
    import_articles([tmp_path / "pile"])
    write_house(tmp_path / "pile/002.txt", OTHER)
    assert str(import_articles([tmp_path / "pile"])) == (
        "2 files = 1 new article + 1 unchanged"
    )


def test_a_folder_and_its_zip_are_one_root_and_other_folders_are_not(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "2024/001.txt", STORY)
    write_house(tmp_path / "2025/001.txt", OTHER)
    import_articles([tmp_path / "2024", tmp_path / "2025"])
    assert Article.objects.count() == 2
    report = import_articles([tmp_path / "2025/001.txt"])
    assert str(report) == "1 file = 1 unchanged"


def test_a_line_is_known_by_the_id_it_carries_wherever_it_stands(
    tmp_path: Path,
) -> None:
    first, second = {"id": "a", "body": STORY}, {"id": "b", "body": OTHER}
    write_lines(tmp_path / "pile/a.jsonl", first, second)
    import_articles([tmp_path / "pile"])
    write_lines(tmp_path / "pile/b.jsonl", second, first | {"body": "Changed."})
    (tmp_path / "pile/a.jsonl").unlink()
    assert str(import_articles([tmp_path / "pile"])) == (
        "2 records = 1 updated + 1 unchanged"
    )
    assert set(Article.objects.values_list("body", flat=True)) == {"Changed.", OTHER}


def test_a_line_put_before_others_never_overwrites_them(tmp_path: Path) -> None:
    lines = [{"body": STORY}, {"body": OTHER}]
    write_lines(tmp_path / "pile/a.jsonl", *lines)
    import_articles([tmp_path / "pile"])
    write_lines(tmp_path / "pile/a.jsonl", {"body": "New."}, *lines)
    assert str(import_articles([tmp_path / "pile"])) == (
        "3 records = 1 new article + 2 unchanged"
    )
    assert not Change.objects.exists()


def test_two_lines_with_one_id_are_two_articles(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "pile/a.jsonl", {"id": 1, "body": STORY}, {"id": 1, "body": OTHER}
    )
    assert str(import_articles([tmp_path / "pile"])) == "2 records = 2 new articles"
    assert str(import_articles([tmp_path / "pile"])) == "2 records = 2 unchanged"


def test_a_deleted_article_comes_back_with_its_file(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    Article.objects.all().delete()
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 new article"


def test_a_file_of_an_article_in_the_trash_says_so(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "later/002.txt", STORY)
    import_articles([tmp_path / "pile"])
    Article.objects.update(state="trashed")
    import_articles([tmp_path / "pile", tmp_path / "later"])
    pk = Article.objects.get().pk
    assert outcomes() == {"001.txt": "unchanged", "002.txt": "duplicate"}
    assert reason("001.txt") == f"article {pk} is in the trash"
    assert reason("002.txt") == f"same as article {pk}, 001.txt, which is in the trash"
