"""Corrections change what was previewed, and can be undone and done again."""

import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from archive.changes import facts
from archive.correcting import applying, kinds
from archive.correcting.applying import (
    apply,
    go_on,
    preview,
    undo,
)
from archive.correcting.dates import SetDate
from archive.correcting.kind import Kind
from archive.importing.pipeline import import_articles
from archive.models import Article, Change, Correction, Tag
from tests.archive.piles import STORY, announced
from tests.factories import make_article, make_source, write_house

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 10, 30)


def ids(*articles: Article) -> list[int]:
    return [article.pk for article in articles]


def stored() -> dict[int, dict[str, object]]:
    """Return all facts of all articles."""
    return {a.pk: facts(a) for a in Article.objects.with_labels().order_by("pk")}


KINDS: list[tuple[Kind, str, object]] = [
    (SetDate("2025-10-30"), "published_on", "2025-10-30"),
    (SetDate(""), "published_on", None),
    (kinds.SetSource("Herald"), "source", "Herald"),
    (kinds.SetSource(""), "source", None),
    (kinds.SetCredits(("AFP", "PTI")), "credits", ["AFP", "PTI"]),
    (kinds.SetCredits(()), "credits", []),
    (kinds.ChangeTags(("new", "ports"), ("old",)), "tags", ["new", "ports"]),
    (kinds.SetText("section", "Sport"), "section", "Sport"),
    (kinds.SetText("language", ""), "language", ""),
    (kinds.AcceptHeadlines(), "headline_is_derived", False),
    (kinds.SetState("hidden"), "state", "hidden"),
    (kinds.SetState("trashed"), "state", "trashed"),
]


def names(fact: object) -> object:
    """Return labels as their names, in order; other facts as they are."""
    if isinstance(fact, list) and fact and isinstance(fact[0], list):
        return sorted(name for _, name in fact)
    return fact[1] if isinstance(fact, list) and fact else fact


@pytest.mark.parametrize(("kind", "name", "expected"), KINDS, ids=lambda v: str(v))
def test_every_kind_changes_is_undone_and_done_again(
    kind: Kind, name: str, expected: object
) -> None:
    for number in range(3):
        make_article(
            headline=f"No {number}",
            source="Courier",
            credits=("Reuters",),
            tags=("ports", "old"),
            language="en",
            headline_is_derived=True,
        )
    before = stored()
    correction = apply(kind, list(before), by=None)
    changed = stored()
    undoing = undo(correction, by=None)
    assert [names(article[name]) for article in changed.values()] == [expected] * 3
    assert stored() == before
    again = undo(undoing, by=None)
    assert stored() == changed
    assert [c.done_count for c in (correction, undoing, again)] == [3, 3, 3]
    assert again.what == f"done again: {kind}"


def test_a_preview_changes_nothing_and_counts_what_would_be_left() -> None:
    dated, undated = make_article(published_on="2025-10-30"), make_article()
    before = stored()
    draft = preview(SetDate("2025-10-30"), ids(dated, undated), by=None)
    assert stored() == before
    assert draft.article_count == 1
    assert draft.preview["reasons"] == {"already so": 1}
    assert not Change.objects.exists()


def test_what_changed_since_the_preview_is_left_and_named() -> None:
    first, second, gone = make_article(), make_article(), make_article()
    draft = preview(
        kinds.SetText("section", "Sport"), ids(first, second, gone), by=None
    )
    second.section = "By hand"
    second.save()
    pk = gone.pk
    gone.delete()
    go_on(draft)
    assert draft.left == [
        [second.pk, "changed since the preview"],
        [pk, "no longer there"],
    ]
    assert draft.done_count == 1
    assert Article.objects.get(pk=second.pk).section == "By hand"


def test_a_correction_marks_articles_as_edited_and_undoing_takes_the_mark() -> None:
    article = make_article()
    correction = apply(kinds.SetText("section", "Sport"), ids(article), by=None)
    assert Article.objects.get().edited_at is not None
    undo(correction, by=None)
    assert Article.objects.get().edited_at is None
    apply(kinds.SetState("hidden"), ids(article), by=None)
    assert Article.objects.get().edited_at is None


def test_articles_are_announced_in_the_batches_that_change_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 2)
    articles = [make_article() for _ in range(5)]
    with announced() as told:
        correction = apply(kinds.SetSource("Herald"), ids(*articles), by=None)
    assert sorted(told) == ids(*articles)
    with announced() as told:
        undo(correction, by=None)
    assert sorted(told) == ids(*articles)


def test_a_correction_cut_short_is_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 2)
    articles = [make_article() for _ in range(5)]
    draft = preview(kinds.SetText("section", "Sport"), ids(*articles), by=None)
    assert not go_on(draft, seconds=0)
    again = Correction.objects.get(pk=draft.pk)
    assert (again.position, again.is_cut_short) == (2, True)
    assert go_on(again)
    assert again.done_count == 5
    assert Change.objects.count() == 5


def test_a_correction_cut_short_is_undone_and_goes_no_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 2)
    articles = [make_article() for _ in range(5)]
    before = stored()
    draft = preview(kinds.SetText("section", "Sport"), ids(*articles), by=None)
    go_on(draft, seconds=0)
    undoing = undo(draft, by=None)
    assert go_on(Correction.objects.get(pk=draft.pk))
    assert stored() == before
    assert undoing.done_count == 2


def test_sources_are_found_by_their_other_names() -> None:
    source = make_source("Brovik Courier")
    source.aliases.create(name="The Courier")
    article = make_article()
    apply(kinds.SetSource("the courier"), ids(article), by=None)
    assert Article.objects.get().source == source
    apply(kinds.SetCredits(("Agence France-Presse",)), ids(article), by=None)
    assert [credit.name for credit in article.credits.all()] == ["AFP"]


def test_a_preview_makes_no_names() -> None:
    article = make_article(tags=("ports",))
    preview(kinds.ChangeTags(("new",), ("unheard of",)), ids(article), by=None)
    assert [tag.name for tag in Tag.objects.all()] == ["ports"]


def test_restoring_gives_articles_the_state_they_had() -> None:
    live, hidden = make_article(), make_article(state="hidden")
    trashing = apply(kinds.SetState("trashed"), ids(live, hidden), by=None)
    apply(kinds.Restore(), ids(live, hidden), by=None)
    states = list(Article.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["live", "hidden"]
    assert trashing.done_count == 2


def test_headlines_are_written_each_its_own() -> None:
    first = make_article(headline_is_derived=True)
    second = make_article(headline="Bare", body="", headline_is_derived=True)
    written = {str(first.pk): "By hand", str(second.pk): "Bare, by hand"}
    before = stored()
    correction = apply(kinds.WriteHeadlines(written), ids(first, second), by=None)
    digests = set(Article.objects.values_list("text_digest", flat=True))
    second.refresh_from_db()
    second.save()
    assert digests == set(Article.objects.values_list("text_digest", flat=True))
    assert second.headline == "Bare, by hand"
    undo(correction, by=None)
    assert stored() == before


def test_who_corrected_is_kept() -> None:
    editor = User.objects.create_user("ed")
    correction = apply(SetDate(""), ids(make_article()), by=editor)
    change = Change.objects.get()
    assert (change.made_by, correction.made_by) == (editor, editor)
    assert change.why == f"correction {correction.pk}: date cleared"


def test_old_previews_are_forgotten() -> None:
    article = make_article()
    preview(SetDate(""), ids(article), by=None)
    long_ago = timezone.now() - datetime.timedelta(days=2)
    Correction.objects.update(made_at=long_ago)
    kept = preview(SetDate(""), ids(article), by=None)
    assert list(Correction.objects.all()) == [kept]


def test_an_import_respects_what_was_corrected(tmp_path: Path) -> None:
    path = write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    apply(SetDate("2025-10-30"), ids(Article.objects.get()), by=None)
    write_house(path, STORY, date="2024-03-09")
    report = str(import_articles([tmp_path / "pile"]))
    assert report == "1 file = 1 edited by hand, both kept"
    assert Article.objects.get().published_on == DAY
