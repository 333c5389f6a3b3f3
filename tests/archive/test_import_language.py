"""What imports say is in the language of the pages; what they compare is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from django.utils import translation
from django.utils.functional import Promise

from archive.importing.built_in import BUILT_IN
from archive.importing.codes import RULES, given_in_words, rule_in_words
from archive.importing.dates import Problem
from archive.importing.notes import COUNTED, finding
from archive.importing.pipeline import import_articles
from archive.importing.report import report_of
from archive.models import Article, Import, ImportedFile
from tests.archive.piles import STORY
from tests.factories import write_house, write_lines
from tests.translating import in_no_language

pytestmark = pytest.mark.django_db


@contextmanager
def in_other_order() -> Iterator[None]:
    """Turn the words of each message around, where a language is in use."""
    source = vars(translation)["_trans"]
    with mock.patch.object(source, "gettext", turned):
        yield


def turned(message: str) -> str:
    if translation.get_language() is None:
        return message
    return " ".join(reversed(message.split(" ")))


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


def test_an_import_in_english_is_told_of_in_another_language(tmp_path: Path) -> None:
    import_articles([make_pile(tmp_path / "pile")])
    with in_other_order():
        report = report_of(Import.objects.get())
    assert (report.undated, len(report.undated_lines)) == (2, 1)


@pytest.mark.parametrize("notes", COUNTED)
def test_a_note_is_found_whatever_the_order_of_its_words(
    notes: Sequence[Promise],
) -> None:
    values = {"problem": "x", "written": "y", "line": "z", "number": 5, "article": "a"}
    with in_other_order():
        found = finding(notes)
        told = [str(note) for note in notes]
    for note in (*told, *map(str, notes)):
        assert found.search(f"{note.format(**values)}; another note")
        assert not found.search(f"un{note.format(**values)}")


def test_each_rule_that_comes_along_has_a_name_in_words() -> None:
    assert {name for name, *_ in BUILT_IN} <= RULES.keys()
