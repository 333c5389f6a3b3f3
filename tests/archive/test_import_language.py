"""What imports say is in the language of the pages; what they compare is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from archive.importing.built_in import BUILT_IN
from archive.importing.codes import RULES, given_in_words, rule_in_words
from archive.importing.dates import Problem
from archive.importing.pipeline import import_articles
from archive.importing.report import Report, report_of
from archive.models import Article, Import, ImportedFile
from tests.archive.piles import OTHER, STORY
from tests.factories import write_house, write_lines
from tests.translating import in_no_language

pytestmark = pytest.mark.django_db


def make_pile(folder: Path) -> Path:
    write_house(folder / "a.txt", STORY, date="2020-02-31")
    write_lines(folder / "b.jsonl", {"title": "Toll", "body": "A toll is asked."})
    return folder


def test_a_note_is_in_the_language_of_the_pages(tmp_path: Path) -> None:
    with in_no_language():
        import_articles([make_pile(tmp_path / "pile")])
    reasons = ImportedFile.objects.order_by("id").values_list("reason", flat=True)
    assert list(reasons) == [
        "⟦undated: ⟦no such day⟧: “date 2020-02-31”⟧",
        "⟦undated⟧",
    ]


def test_what_rules_read_is_kept_in_one_language(tmp_path: Path) -> None:
    with in_no_language():
        import_articles([make_pile(tmp_path / "pile")])
        kept = Article.objects.exclude(read_by=[]).get().read_by
        assert rule_in_words(kept[0][0]) == "⟦labelled date⟧"
        assert given_in_words(kept[0][2]) == "⟦no such day⟧"
    assert kept[0] == ["labelled date", "date 2020-02-31", str(Problem.NO_SUCH_DAY)]


def findings(report: Report) -> tuple[object, ...]:
    """Return what a report counts and lists."""
    lines, in_trash = report.undated_lines, report.in_trash
    return (
        report.undated,
        [seen.path for seen in lines],
        report.trailers_left,
        [seen.path for seen in in_trash],
    )


def test_an_import_in_german_counts_and_lists_the_same_in_a_third_language(
    tmp_path: Path,
) -> None:
    pile = make_pile(tmp_path / "pile")
    write_house(pile / "c.txt", "The crews sailed.\n\nSource: Harbour office")
    write_house(pile / "old.txt", OTHER)
    import_articles([pile], wanted={str(pile / "old.txt")})
    Article.objects.update(state=Article.State.TRASHED)
    with translation.override("de"):
        tried = findings(import_articles([pile], dry_run=True))
        import_articles([pile])
    run = Import.objects.latest("id")
    with in_no_language():
        told = findings(report_of(run))
    assert told == tried == (2, ["a.txt"], 1, ["old.txt"])
    assert run.files.filter(reason__contains="Papierkorb").exists()


def test_each_rule_that_comes_along_has_a_name_in_words() -> None:
    assert {name for name, *_ in BUILT_IN} <= RULES.keys()
