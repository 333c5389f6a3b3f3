"""Whatever people do in whatever order, copies are what brute force calls copies."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations, count
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.correcting.applying import undo
from archive.deciding import CannotJoin, join, take_out
from archive.editing.saving import bring_back, save_edit
from archive.importing.likeness import are_copies, wording_of
from archive.importing.pipeline import import_articles
from archive.importing.undo import undo_import
from archive.models import Article, Change, Correction, Import
from archive.rulings import Rulings
from tests.archive.made_stories import cut, edited, story
from tests.factories import write_house

pytestmark = pytest.mark.django_db

TEXTS = [
    made
    for seed in (1, 2)
    for made in (
        story(seed),
        edited(story(seed)),
        edited(story(seed), every=12),
        cut(story(seed), share=0.7),
    )
] + ["The toll.", "The ferry."]
PICK = st.integers(0, 5)
TEXT = st.sampled_from(range(len(TEXTS)))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hand in"), st.lists(TEXT, min_size=1, max_size=3)),
        st.tuples(st.just("edit"), PICK, TEXT),
        st.tuples(st.sampled_from(["bring back", "take out", "withdraw"]), PICK),
        st.tuples(st.just("join"), PICK, PICK),
        st.tuples(st.just("undo"), PICK),
    ),
    min_size=2,
    max_size=8,
)


@settings(deadline=None, max_examples=25)
@given(steps=STEPS)
def test_groups_hold_what_is_alike_and_nothing_else(
    steps: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with transaction.atomic():
        ada = User.objects.create(username="ada")
        course = Course(tmp_path_factory.mktemp("course"), ada)
        for name, *given_along in steps:
            getattr(course, name.replace(" ", "_"))(*given_along)
            assert list(strays()) == []
        transaction.set_rollback(True)


class Course:
    """What people do one after the other, where there is something to do it with."""

    def __init__(self, folder: Path, by: User) -> None:
        self.folder, self.by, self.piles = folder, by, count(1)

    def hand_in(self, texts: list[int]) -> None:
        number = next(self.piles)
        for place, text in enumerate(texts):
            file = self.folder / f"{number}/{place}.txt"
            write_house(file, TEXTS[text], date=f"2024-03-{number:02}")
        import_articles([self.folder / str(number)])

    def edit(self, place: int, text: int) -> None:
        for article in at(Article.objects.all(), place):
            article.body = TEXTS[text]
            save_edit(article, changed={"body"}, by=self.by, why="edited")

    def bring_back(self, place: int) -> None:
        for change in at(Change.objects.all(), place):
            bring_back(change, by=self.by)

    def take_out(self, place: int) -> None:
        for article in at(Article.objects.all(), place):
            take_out(article, by=self.by)

    def join(self, place: int, other: int) -> None:
        for one in at(Article.objects.all(), place):
            for two in at(Article.objects.exclude(pk=one.pk), other):
                with suppress(CannotJoin):
                    join(one, two, by=self.by)

    def withdraw(self, place: int) -> None:
        for correction in at(Correction.objects.all(), place):
            undo(correction, by=self.by)

    def undo(self, place: int) -> None:
        for run in at(Import.objects.filter(undone_at=None), place):
            undo_import(run, leave_changed=True)


def at(rows: QuerySet[Any], place: int) -> QuerySet[Any]:
    """Return the row at a place, if there is one."""
    return rows.order_by("pk")[place : place + 1]


def strays() -> Iterator[str]:
    """Say what is otherwise than it would be if all were compared with all."""
    articles = list(Article.objects.order_by("pk"))
    members: defaultdict[int, set[int]] = defaultdict(set)
    group_of = {article.pk: article.copy_group_id or 0 for article in articles}
    for pk, group in group_of.items():
        members[group].add(pk)
    rulings, kin = Rulings(group_of), defaultdict[int, set[int]](set)
    for one, other in combinations(articles, 2):
        said = rulings.between([one.pk], [other.pk])
        if not (True in said if said else are_alike(one.body, other.body)):
            continue
        kin[one.pk].add(other.pk)
        kin[other.pk].add(one.pk)
        mine, its = group_of[one.pk], group_of[other.pk]
        some, rest = (
            members[group_of[pk]] if group_of[pk] else {pk} for pk in (one.pk, other.pk)
        )
        if not (mine and its) and False not in rulings.between(some, rest):
            yield f"{one.pk} and {other.pk} are alike, and not together"
    # One that is empty waits for the undoing of what emptied it.
    for group in members.keys() - {0}:
        found, todo = set[int](), sorted(members[group])[:1]
        while todo:
            found.add(pk := todo.pop())
            todo += (kin[pk] & members[group]) - found
        if len(found) < 2 or found != members[group]:
            yield f"of group {group}, {members[group]}, only {found} are alike"


def are_alike(one: str, other: str) -> bool:
    """Compare two texts in full."""
    ours, theirs = wording_of(one), wording_of(other)
    return one == other or bool(ours and theirs and are_copies(ours, theirs))
