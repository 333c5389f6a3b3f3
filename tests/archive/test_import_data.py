"""Imports of real articles give the counts that were counted by hand."""

import csv
from pathlib import Path

import pytest

from archive.importing.pipeline import import_articles
from archive.models import Article, ImportedFile

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_two_thousand_house_files(shared_data: Path) -> None:
    pile = shared_data / "reuters_house_2000.zip"
    report = import_articles([pile])
    assert str(report) == (
        "2,000 files = 1,972 new articles (34 of them copies) + 28 duplicates"
    )
    assert Article.objects.count() == 1_972
    assert str(import_articles([pile])) == "2,000 files = 2,000 unchanged"
    with (shared_data / "reuters_house_2000.manifest.tsv").open(newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    files = ImportedFile.objects.filter(import_run=report.import_id)
    dates = dict(files.values_list("path", "article__published_on"))
    assert {path: str(day) for path, day in dates.items()} == {
        row[0]: row[2] for row in rows
    }


def test_the_seed_article(shared_data: Path) -> None:
    import_articles([shared_data.parent / "seeds"])
    article = Article.objects.get()
    assert str(article.published_on) == "2025-10-30"
    assert [credit.name for credit in article.credits.all()] == ["Reuters"]
    assert article.source is None
    assert len(article.paragraphs) == 8
    assert article.headline_is_derived
