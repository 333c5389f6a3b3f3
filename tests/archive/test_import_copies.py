"""The same text twice is a duplicate, under another date or credit a copy."""

from pathlib import Path

import pytest
from django.utils import timezone

from archive.importing import pipeline
from archive.importing.pipeline import import_articles
from archive.models import Article, CopyGroup, ImportedFile, Tag
from tests.archive.piles import STORY, announced, reason
from tests.factories import make_article, write_house, write_lines

pytestmark = pytest.mark.django_db


def test_the_same_text_from_another_file_is_a_duplicate(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", STORY.replace(" ", "  "))
    import_articles([tmp_path / "pile"])
    article = Article.objects.get()
    duplicate = ImportedFile.objects.get(path="002.txt")
    assert duplicate.outcome == "duplicate"
    assert duplicate.reason == f"same as article {article.pk}, 001.txt"
    assert (duplicate.article, duplicate.original) == (article, None)


def test_a_duplicate_is_found_across_imports_and_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_SIZE", 1)
    for number in range(3):
        write_house(tmp_path / f"pile/{number}.txt", STORY)
    write_house(tmp_path / "later/x.txt", STORY)
    import_articles([tmp_path / "pile"])
    report = import_articles([tmp_path / "later"])
    assert str(report) == "1 file = 1 duplicate"
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    "different",
    [{"date": "2024-03-06"}, {"trailer": "Based On AFP Report"}, {"date": ""}],
)
def test_the_same_text_under_another_date_or_credit_is_a_copy(
    tmp_path: Path, different: dict[str, str]
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", STORY, **different)
    report = import_articles([tmp_path / "pile"])
    assert str(report) == "2 files = 2 new articles (1 of them a copy)"
    group = CopyGroup.objects.get()
    assert group.articles.count() == 2
    assert f"article {Article.objects.earliest('id').pk}, 001.txt" in reason("002.txt")


def test_a_copy_of_a_stored_article_joins_it_and_both_are_announced(
    tmp_path: Path,
) -> None:
    article = make_article(body=STORY)
    write_house(tmp_path / "pile/001.txt", STORY, date="2024-03-06")
    write_house(tmp_path / "pile/002.txt", STORY, date="2024-03-07")
    with announced() as ids:
        import_articles([tmp_path / "pile"])
    assert CopyGroup.objects.get().articles.count() == 3
    assert set(ids) == set(Article.objects.values_list("id", flat=True))
    article.refresh_from_db()
    assert article.copy_group is not None


def test_another_headline_makes_a_copy_and_another_byline_does_not(
    tmp_path: Path,
) -> None:
    write_lines(
        tmp_path / "pile/a.jsonl",
        {"title": "Strike goes on", "body": STORY},
        {"title": "Ferries stay in port", "body": STORY},
        {"title": "Strike goes on", "body": STORY, "author": "Ada Marsh"},
    )
    report = import_articles([tmp_path / "pile"])
    assert str(report) == "3 records = 2 new articles (1 of them a copy) + 1 duplicate"


def test_a_standing_headline_without_text_is_never_a_copy(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "pile/a.jsonl",
        {"title": "Weather", "date": "2024-03-05"},
        {"title": "Weather", "date": "2024-03-06"},
        {"title": "Weather", "date": "2024-03-05"},
        {"title": "Elsewhere", "body": "Weather"},
    )
    report = import_articles([tmp_path / "pile"])
    assert str(report) == "4 records = 3 new articles + 1 duplicate"
    assert not CopyGroup.objects.exists()


def test_an_edited_article_is_still_known_by_what_was_read(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "later/002.txt", STORY)
    import_articles([tmp_path / "pile"])
    article = Article.objects.get()
    article.body, article.edited_at = "Rewritten.", timezone.now()
    article.save()
    assert str(import_articles([tmp_path / "later"])) == "1 file = 1 duplicate"


def test_a_duplicate_brings_no_tags_and_no_sources(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "pile/a.jsonl", {"body": STORY}, {"body": STORY, "tags": ["x"]}
    )
    import_articles([tmp_path / "pile"])
    assert not Tag.objects.exists()
