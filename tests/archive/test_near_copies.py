"""Texts in nearly the same words are copies."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.deciding import keep_copies
from archive.editing.saving import save_edit
from archive.importing import pipeline
from archive.importing.likeness import wording_of
from archive.importing.pipeline import import_articles
from archive.importing.sketches import Bands, sketch_of
from archive.importing.undo import undo_import
from archive.models import Article, ArticleSketch, CopyGroup, Import
from tests.archive.made_stories import cut, edited, groups, import_texts, story
from tests.archive.piles import reason
from tests.factories import make_article, write_house

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("batch_size", [1, 200])
@pytest.mark.parametrize("change", [edited, cut])
def test_an_edited_or_cut_text_is_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: object, batch_size: int
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_SIZE", batch_size)
    assert callable(change)
    import_texts(tmp_path / "pile", story(1), change(story(1)), story(2))
    first, second, other = groups()
    assert first == second is not None
    assert other is None
    assert reason("1.txt").startswith("nearly the same text as article")


def test_a_short_text_has_only_equal_copies(tmp_path: Path) -> None:
    text = story(1, words=25)
    import_texts(tmp_path / "pile", text, edited(text))
    assert groups() == [None, None]


def test_a_form_that_is_filled_in_every_day_makes_no_copies(tmp_path: Path) -> None:
    form = story(1, words=40) + " The toll was {} crowns, {} on weekdays, {} at night."
    import_texts(tmp_path / "pile", *(form.format(n, n + 7, n + 9) for n in (11, 35)))
    assert groups() == [None, None]


def test_a_dry_run_tells_of_the_same_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_SIZE", 1)
    make_article(body=story(3))
    for number, text in enumerate((story(1), cut(story(1)), edited(story(3)))):
        write_house(tmp_path / f"pile/{number}.txt", text)
    rehearsed = import_articles([tmp_path / "pile"], dry_run=True)
    assert str(rehearsed) == "3 files = 3 new articles (2 of them copies)"
    assert not ArticleSketch.objects.exists()
    assert str(import_articles([tmp_path / "pile"])) == str(rehearsed)


def test_two_imports_at_once_find_each_others_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_SIZE", 1)
    for number in range(3):
        write_house(tmp_path / f"one/{number}.txt", story(number))
    write_house(tmp_path / "two/0.txt", cut(story(2)))
    meanwhile = [tmp_path / "two"]

    def progress(done: int, total: int) -> None:
        if meanwhile:
            import_articles([meanwhile.pop()])

    import_articles([tmp_path / "one"], progress=progress)
    found = Article.objects.exclude(copy_group=None)
    assert {article.body for article in found} == {story(2), cut(story(2))}


def test_groups_of_near_copies_wait_for_a_decision_and_equal_ones_do_not(
    tmp_path: Path,
) -> None:
    import_texts(tmp_path / "pile", story(1), story(1), story(2), cut(story(2)))
    undecided = CopyGroup.objects.undecided()
    assert [a.body for a in undecided.get().articles.order_by("id")] == [
        story(2),
        cut(story(2)),
    ]
    keep_copies(undecided.get(), by=User.objects.create())
    assert not undecided.exists()


def test_an_undone_import_leaves_groups_as_they_were(tmp_path: Path) -> None:
    import_texts(tmp_path / "pile", story(1), story(1))
    before = list(CopyGroup.objects.values())
    import_texts(tmp_path / "later", edited(story(1)), cut(story(1)))
    assert len(set(groups())) == 1
    undo_import(Import.objects.latest("id"))
    assert list(CopyGroup.objects.values()) == before


def test_an_update_that_parted_copies_is_undone(tmp_path: Path) -> None:
    import_texts(tmp_path / "pile", story(1), cut(story(1)))
    before = groups()
    import_texts(tmp_path / "pile", story(2))
    assert groups() == [None, None]
    undo_import(Import.objects.latest("id"))
    assert groups() == before


def test_an_updated_file_joins_those_it_is_like_by_now(tmp_path: Path) -> None:
    import_texts(tmp_path / "pile", story(1), story(2))
    import_texts(tmp_path / "pile", edited(story(2)))
    first, second = groups()
    assert first == second is not None


def test_a_slight_edit_keeps_a_copy_and_a_new_text_does_not(tmp_path: Path) -> None:
    article, _ = import_texts(tmp_path / "pile", story(1), story(1))
    ada = User.objects.create()
    article.body = edited(story(1))
    save_edit(article, changed=["body"], by=ada, why="edited")
    assert len(set(groups())) == 1
    article.body = story(2)
    save_edit(article, changed=["body"], by=ada, why="edited")
    assert groups() == [None, None]


def test_an_edited_text_is_found_by_what_it_says_now(tmp_path: Path) -> None:
    article, *_ = import_texts(tmp_path / "pile", story(1))
    article.body = story(2)
    save_edit(article, changed=["body"], by=User.objects.create(), why="edited")
    import_texts(tmp_path / "later", cut(story(2)))
    first, second = groups()
    assert first == second is not None


MADE = st.tuples(
    st.integers(0, 3), st.sampled_from(["", "edited", "cut"]), st.integers(9, 60)
)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(MADE, max_size=12))
def test_sketches_lead_to_all_that_share_most_of_their_runs(
    made: list[tuple[int, str, int]],
) -> None:
    texts = []
    for seed, change, much in made:
        text = story(seed, words=120)
        if change == "edited":
            text = edited(text, every=much)
        elif change == "cut":
            text = cut(text, share=max(much / 60, 0.45))
        texts.append(text)
    bands = Bands()
    for number, text in enumerate(texts):
        bands.add([(number, sketch_of(text))])
    found = bands.find([sketch_of(text) for text in texts])
    runs = [wording.runs for text in texts if (wording := wording_of(text))]
    for one, ours in enumerate(runs):
        alike = {
            n for n, own in enumerate(runs) if len(ours & own) >= 0.6 * len(ours | own)
        }
        assert alike <= set(found[one])
