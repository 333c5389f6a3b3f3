"""What was noted in words, or known by the shape of a text, is kept in codes now."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from archive.models import Import, ImportedFile

pytestmark = pytest.mark.django_db
migration = import_module("archive.migrations.0012_noted")


@pytest.mark.parametrize(
    ("outcome", "reason", "codes"),
    [
        ("created", "undated", "undated"),
        ("created", "undatiert; gleicher Text wie Artikel 5, a.txt", "undated"),
        ("copy", "undated: no such day: “30 Feb”", "undated no-day"),
        ("updated", "undatiert: kein solcher Tag: „30. Feb“", "undated no-day"),
        (
            "created",
            "undated: no such day: “30 Feb”; a trailer that no rule took: “Source: A”",
            "undated no-day trailer",
        ),
        (
            "created",
            "eine Schlusszeile, die keine Regel gelesen hat: „Quelle: A“",
            "trailer",
        ),
        (
            "copy",
            "eine Schlusszeile, die keine Regel erfasst hat: „Quelle: A“; fast gleicher"
            " Text wie Artikel 5, a.txt, der im Papierkorb ist",
            "trailer trash",
        ),
        ("duplicate", "same as article 5, a.txt, which is in the trash", "trash"),
        ("unchanged", "moved from a.txt; article 5 is in the trash", "trash"),
        ("unchanged", "Artikel 5 ist im Papierkorb", "trash"),
        ("kept both", "undated; edited by hand; the file differs in: body", ""),
        ("created", "no such day: “undated”", ""),
        ("created", "read day first, as was asked: “undated: 1/2/2020”", ""),
        ("failed", "neither headline nor text", ""),
        ("created", "", ""),
    ],
)
def test_words_noted_before_are_codes_after(
    outcome: str, reason: str, codes: str
) -> None:
    file = ImportedFile.objects.create(
        import_run=Import.objects.create(),
        root="pile",
        path="a.txt",
        key="k",
        outcome=outcome,
        reason=reason,
    )
    migration.note_in_codes(apps, None)
    file.refresh_from_db()
    assert file.noted == codes


@pytest.mark.parametrize(
    ("given", "is_refused"),
    [
        ({"state": "finished", "problem": "It was not undone.\narticle 5"}, True),
        ({"state": "stopped", "problem": "It was not undone.\narticle 5"}, True),
        ({"state": "failed", "problem": "disk full\nagain"}, False),
        ({"state": "finished", "problem": "damaged", "leaves_changed": True}, False),
        ({"state": "undoing", "leaves_changed": True}, True),
        ({"state": "undoing"}, False),
    ],
)
def test_an_import_that_was_not_undone_is_known_after(
    given: dict[str, object], is_refused: bool
) -> None:
    run = Import.objects.create(**given)
    migration.say_which_were_refused(apps, None)
    run.refresh_from_db()
    assert run.leaves_changed == is_refused
