"""Commands speak English, whatever the language of the pages."""

import io

import pytest
from django.core.management import call_command
from django.utils import translation

from archive.models import Correction
from tests.factories import make_article


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("empty_trash", "0 articles deleted"),
        ("rebuild_index", "1 article in a new index."),
        ("check_index", "1 article checked: the index equals the database."),
    ],
)
@pytest.mark.usefixtures("index")
def test_a_command_speaks_english(command: str, said: str) -> None:
    make_article()
    out = io.StringIO()
    with translation.override("de"):
        call_command("update_index", verbosity=0)
        call_command(command, stdout=out)
        assert translation.get_language() == "de"
    assert said in out.getvalue()


@pytest.mark.django_db
@pytest.mark.usefixtures("index")
def test_a_correction_is_told_in_english_and_kept_in_the_language_of_the_pages() -> (
    None
):
    make_article()
    out = io.StringIO()
    with translation.override("de"):
        call_command("correct_articles", "--all", "--date", "none", stdout=out)
    assert "1 article changed: date cleared. To take it back:" in out.getvalue()
    assert Correction.objects.get().what != "date cleared"
