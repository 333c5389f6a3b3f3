"""A date line that stayed in the text is read and taken out, and put back by undo."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from archive.copies import part_copies
from archive.correcting import applying
from archive.correcting.applying import apply, undo
from archive.correcting.dates import ReadDate, TakeDate
from archive.correcting.kinds import SetText
from archive.models import Article, CopyGroup, Correction
from tests.factories import make_article

pytestmark = pytest.mark.django_db
FILED = ("Filed DAY.MONTH.YEAR",)
STORY = "The ferry crews voted on Tuesday to go on with the strike."


def undated(body: str, **facts: Any) -> Article:
    return make_article(body=body, published_on=None, **facts)


def take(*articles: Article) -> Correction:
    return apply(TakeDate(FILED), [article.pk for article in articles], by=None)


def test_the_line_goes_with_all_that_follows_from_it_and_comes_back() -> None:
    article = undated(
        f"Filed 30.10.25\n\n{STORY}",
        headline="Filed 30.10.25",
        headline_is_derived=True,
    )
    correction = take(article)
    taken = Article.objects.get()
    saved = Article.objects.get()
    saved.save()
    assert (str(taken.published_on), taken.body) == ("2025-10-30", STORY)
    assert taken.headline.startswith("The ferry crews voted")
    assert taken.headline_is_derived
    assert (taken.word_count, taken.text_digest) == (
        saved.word_count, saved.text_digest
    )  # fmt: skip
    undo(correction, by=None)
    back = Article.objects.get()
    for name in ("body", "headline", "published_on", "word_count", "text_digest"):
        assert getattr(back, name) == getattr(article, name), name


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{STORY}\n\nFiled 30.10.25", STORY),
        (f"Brovik\nFiled 30.10.25\n{STORY}", f"Brovik\n{STORY}"),
        (f"Filed 30.10.25\n\n{STORY}\n\nFiled 1.1.24", f"{STORY}\n\nFiled 1.1.24"),
        ("Filed 30.10.25", "Filed 30.10.25"),
    ],
)
def test_one_line_goes_wherever_it_stands(body: str, expected: str) -> None:
    take(undated(body))
    taken = Article.objects.get()
    assert (str(taken.published_on), taken.body) == ("2025-10-30", expected)


def test_a_paragraph_that_holds_a_date_stays() -> None:
    body = f"Filed 30.10.25 {STORY} {STORY} {STORY}\n\nMore."
    article = undated(body)
    apply(TakeDate(("Filed DAY.MONTH.YEAR *",)), [article.pk], by=None)
    taken = Article.objects.get()
    assert (str(taken.published_on), taken.body) == ("2025-10-30", body)


def test_a_line_whose_date_was_read_before_goes_too() -> None:
    article = undated(f"Filed 30.10.25\n\n{STORY}", headline="By hand")
    apply(ReadDate(FILED), [article.pk], by=None)
    take(article)
    taken = Article.objects.get()
    assert (taken.body, taken.headline) == (STORY, "By hand")


def test_texts_without_such_a_line_are_left_alone() -> None:
    assert take(undated(STORY)).preview["reasons"] == {"no line fits": 1}


def test_copies_stay_copies_though_each_batch_ends_between_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 2)
    story = " ".join(f"On day {number} the crews voted again." for number in range(20))
    group = CopyGroup.objects.create()
    copies = [undated(f"Filed 1.2.24\n\n{story}", copy_group=group) for _ in range(5)]
    correction = take(*copies)
    assert set(Article.objects.values_list("copy_group", flat=True)) == {group.pk}
    undo(correction, by=None)
    assert set(Article.objects.values_list("copy_group", flat=True)) == {group.pk}


def test_texts_that_differed_by_the_line_only_become_copies_until_undone() -> None:
    one = undated(f"Filed 1.2.24\n\n{STORY}")
    other = undated(f"Filed 3.2.24\n\n{STORY}")
    correction = take(one, other)
    (group,) = set(Article.objects.values_list("copy_group", flat=True))
    assert group
    undo(correction, by=None)
    assert set(Article.objects.values_list("copy_group", flat=True)) == {None}
    assert part_copies([group]) == []


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("correct_articles", "--all", *words, verbosity=0)
    return capsys.readouterr().out


def test_the_command_takes_the_line_out(capsys: pytest.CaptureFixture[str]) -> None:
    undated(f"Filed 30.10.25\n\n{STORY}")
    said = run(capsys, "--date-from-text", *FILED, "--take-line-out", "--dry-run")
    assert "body: Filed 30.10.25 → nothing" in said
    run(capsys, "--date-from-text", *FILED, "--take-line-out")
    assert Article.objects.get().body == STORY


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (
            ["--credit", "reuters", "--credit", "A, B"],
            "credits set to “reuters”, “A, B”",
        ),
        (["--credit", "none"], "credits cleared"),
        (["--section", "Sport"], "section set to “Sport”"),
        (["--section", "none"], "section cleared"),
        (["--language", "pt-BR"], "language set to “pt-BR”"),
        (["--accept-headlines"], "derived headlines accepted"),
        (["--state", "hide"], "hidden from readers"),
        (["--state", "trash"], "moved to the trash"),
        (["--add-tag", "none"], "tagged “none”"),
        (
            ["--source", "Harbour, Voice of the"],
            "source set to “Harbour, Voice of the”",
        ),
        (["--date", "2024-02-29"], "date set to 29 February 2024"),
    ],
)
def test_the_command_does_what_the_admin_does(
    capsys: pytest.CaptureFixture[str], words: list[str], what: str
) -> None:
    make_article(credits=("PTI",), section="News", headline_is_derived=True)
    assert f"1 article changed: {what}." in run(capsys, *words)


def test_the_command_restores_what_it_trashed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_article(state="hidden")
    run(capsys, "--state", "trash")
    run(capsys, "--state", "restore")
    assert Article.objects.get().state == "hidden"
    run(capsys, "--state", "show")
    assert Article.objects.get().is_live


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--language", "English!"], "Write a code such as en"),
        (["--take-line-out"], "This field is required"),
        (["--section", "x" * 201], "at most 200 characters"),
        (["--section", "a", "--language", "en"], "say one thing to do"),
        (["--date", "20251030 "], "write the date as 2025-10-30"),
    ],
)
def test_wrong_arguments_are_named(words: list[str], complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint) as refused:
        call_command("correct_articles", "--all", *words)
    assert refused.value.returncode == 2


def test_other_kinds_leave_the_copies_alone() -> None:
    group = CopyGroup.objects.create()
    copies = [make_article(copy_group=group) for _ in range(2)]
    apply(SetText("section", "News"), [copies[0].pk], by=None)
    assert {pk for (pk,) in Article.objects.values_list("copy_group")} == {group.pk}
