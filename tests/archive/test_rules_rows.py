"""Rules are rows: written, tried, counted and switched off in the admin."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from archive.correcting.surveying import survey
from archive.importing.built_in import (
    built_in_rules,
    current_rules,
    store_built_in_rules,
)
from archive.importing.pipeline import import_articles
from archive.importing.rules import RuleSet, apply_rules, edges_of
from archive.models import Article, Original, Rule
from tests.archive.piles import OTHER, STORY
from tests.archive.rules import NOTICE, import_pile, make_rule
from tests.factories import make_article, write_house

pytestmark = pytest.mark.django_db


def test_a_line_that_gives_nothing_is_left_out_of_the_text(tmp_path: Path) -> None:
    make_rule("© Brovik Courier *")
    [article] = import_pile(tmp_path, STORY, trailer=NOTICE)
    assert article.body == STORY
    assert ["© Brovik Courier *", NOTICE, ""] in article.read_by


def test_rules_give_credit_section_and_byline(tmp_path: Path) -> None:
    make_rule("Brovik desk: SECTION", place="header")
    make_rule("By BYLINE for the Courier")
    make_rule("© Brovik Courier *", credit="Brovik Courier")
    write_house(
        tmp_path / "1.txt", "Brovik desk: Ports", STORY, "By Ada Holm for the Courier",
        trailer=NOTICE,
    )  # fmt: skip
    import_articles([tmp_path])
    article = Article.objects.get()
    assert (article.section, article.byline) == ("Ports", "Ada Holm")
    assert [credit.name for credit in article.credits.all()] == ["Brovik Courier"]
    assert (article.body, str(article.published_on)) == (STORY, "2024-03-05")


def test_peoples_rules_are_tried_before_those_of_the_archive(tmp_path: Path) -> None:
    make_rule("based on {Reuters} report", credit="Reuters of London")
    [article] = import_pile(tmp_path, STORY, trailer="Based On Reuters Report")
    assert [c.name for c in article.credits.all()] == ["Reuters of London"]


def test_a_rule_that_is_switched_off_takes_nothing(tmp_path: Path) -> None:
    Rule.objects.filter(name="based on NAMES report").update(is_active=False)
    [article] = import_pile(tmp_path, STORY, trailer="Based On Reuters Report")
    assert not article.credits.exists()
    assert article.body.endswith("Based On Reuters Report")


def test_a_rule_that_reads_a_day_goes_before_one_that_cannot(tmp_path: Path) -> None:
    make_rule("date DAY/MONTH/YEAR", place="header", order=900)
    write_house(tmp_path / "1.txt", STORY, date="05/03/2024")
    import_articles([tmp_path])
    assert str(Article.objects.get().published_on) == "2024-03-05"


@pytest.mark.parametrize("names", ["the", "of the", "the harbour office"])
def test_small_words_are_no_names(tmp_path: Path, names: str) -> None:
    [article] = import_pile(tmp_path, STORY, trailer=f"Based on {names} report")
    assert not article.credits.exists()


def test_an_upgrade_betters_rules_and_leaves_them_switched_off() -> None:
    rule = Rule.objects.get(name="date alone")
    Rule.objects.filter(pk=rule.pk).update(pattern="older DATE", is_active=False)
    store_built_in_rules(apps=apps)
    rule.refresh_from_db()
    assert (rule.pattern, rule.is_active) == ("DATE", False)


def test_an_upgrade_leaves_a_persons_rule_of_that_name() -> None:
    Rule.objects.filter(name="date alone").update(is_built_in=False, pattern="on DATE")
    store_built_in_rules(apps=apps)
    assert Rule.objects.get(name="date alone").pattern == "on DATE"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"pattern": "[by"}, "stands alone"),
        ({"pattern": "- . -"}, "Write some words"),
        ({"pattern": "by DATE", "known_names_only": True}, "No NAMES stand"),
    ],
)
def test_a_rule_that_cannot_be_used_is_not_saved(
    facts: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        make_rule(**facts)


def test_a_survey_counts_what_each_rule_takes(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, OTHER, trailer="Based On Reuters Report")
    found = survey(current_rules())
    assert found.taken == {"labelled date": 2, "based on NAMES report": 2}
    assert (found.looked_at, found.total, found.differing) == (2, 2, [])


def test_a_survey_reads_no_original(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    import_pile(tmp_path, STORY, OTHER, trailer=NOTICE)
    Original.objects.update(compressed=b"")
    rules = current_rules()
    with django_assert_num_queries(2):
        survey(rules)


def test_lines_that_texts_share_are_proposed_as_rules(tmp_path: Path) -> None:
    for number in range(3):
        write_house(
            tmp_path / f"{number}.txt", f"{STORY} {number}", date=f"{13 + number}.1.24",
            trailer=f"Filed by Ada Holm{number} in Brovik",
        )  # fmt: skip
    import_articles([tmp_path])
    found = {p.pattern: (p.place, p.count) for p in survey(current_rules()).proposals}
    assert found["date DAY.MONTH.YEAR"] == ("header", 3)
    assert found["Filed by * in *"] == ("trailer", 3)


def test_suggestions_of_a_folder_know_the_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_rule("© Brovik Courier *")
    for number in range(2):
        write_house(tmp_path / f"{number}.txt", STORY, trailer=NOTICE)
    call_command("import_articles", str(tmp_path), "--suggest-rules")
    assert "nothing: the line is left out" in capsys.readouterr().out


def test_an_article_that_was_written_here_has_no_lines() -> None:
    assert make_article().read_by == []


LINES = st.lists(
    st.sampled_from(
        ["", " ", "2025-10-30", "date 30.10.25", "(AFP)", "Based On PTI Report", "One.",
         "Source: PTI", "word " * 40, "a  b", "With inputs from ANI", "via Brovik"]
    ),
    max_size=24,
)  # fmt: skip


@settings(deadline=None)
@given(LINES, st.booleans())
def test_rules_take_of_the_edges_what_they_take_of_the_text(
    lines: list[str], wants_date: bool
) -> None:
    text, rules = "\n".join(lines), RuleSet(built_in_rules())
    whole = apply_rules(text, rules=rules, wants_date=wants_date)
    edges = apply_rules(edges_of(text), rules=rules, wants_date=wants_date)
    assert edges.notes == whole.notes
