"""Any renaming, merging and undoing of tags does what a plain model of them says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.correcting import kinds
from archive.correcting.applying import CannotUndo, apply, undo
from archive.labelling.renaming import NameTaken, rename
from archive.models import Correction, Tag
from tests.archive.plain_names import PlainNames, Refused, Step
from tests.archive.test_merging import merge
from tests.factories import make_article

pytestmark = pytest.mark.django_db
NAMES = ("bee", "bees", "hive", "honey", "wasp")
ARTICLES = 4
OPERATIONS = st.one_of(
    st.tuples(st.just("tag"), st.integers(0, ARTICLES - 1), st.sampled_from(NAMES)),
    st.tuples(st.just("untag"), st.integers(0, ARTICLES - 1), st.sampled_from(NAMES)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(
        st.just("merge"),
        st.sets(st.sampled_from(NAMES), min_size=1, max_size=2),
        st.sampled_from(NAMES),
    ),
    st.tuples(st.just("delete"), st.sampled_from(NAMES)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
)


class Both:
    """Does the same to the archive and to the plain model of it."""

    def __init__(self) -> None:
        self.articles = [make_article() for _ in range(ARTICLES)]
        self.plain = PlainNames(article.pk for article in self.articles)
        self.steps: list[tuple[Correction, Step]] = []

    def tag(self, number: int, name: str) -> None:
        article = self.articles[number]
        apply(kinds.ChangeTags(add=(name,)), [article.pk], by=None)
        self.plain.carried[article.pk] = self.plain.carried[article.pk] | {
            self.plain.make(name)
        }

    def untag(self, number: int, name: str) -> None:
        article = self.articles[number]
        apply(kinds.ChangeTags(remove=(name,)), [article.pk], by=None)
        pk = self.plain.find(name)
        self.plain.carried[article.pk] = self.plain.carried[article.pk] - {pk}

    def rename(self, old: str, new: str) -> None:
        label = Tag.by_keys([old]).get(old)
        self._same(
            lambda: rename(label, new) if label else _refuse(),
            lambda: self.plain.rename(old, new),
        )

    def merge(self, names: set[str], into: str) -> None:
        labels = Tag.by_keys(names)
        target = Tag.by_keys([into]).get(into) if into else None
        others = [label for label in labels.values() if label != target]

        def do() -> Correction:
            if not others or (into and target is None):
                raise Refused
            return merge(*set(others), into=target)

        self._note(*self._same(do, lambda: self.plain.merge(names, into=into)))

    def delete(self, name: str) -> None:
        self.merge({name}, "")

    def undo(self, number: int) -> None:
        if not self.steps:
            return
        correction, step = self.steps[number % len(self.steps)]
        correction = Correction.objects.get(pk=correction.pk)

        def do() -> Correction:
            if correction.undone:
                raise Refused
            return undo(correction, by=None)

        self._note(*self._same(do, lambda: self.plain.undo(step)))

    def check(self) -> None:
        found = {
            tag.name: (
                {alias.name for alias in tag.aliases.all()},
                set(tag.articles.values_list("pk", flat=True)),
            )
            for tag in Tag.objects.all()
        }
        assert found == self.plain.seen()
        meant = {key: tag.name for key, tag in Tag.by_keys(NAMES).items()}
        asked = {name: self.plain.find(name) for name in NAMES}
        assert meant == {
            name: self.plain.labels[pk].name for name, pk in asked.items() if pk
        }
        names = [name for one, (others, _) in found.items() for name in (one, *others)]
        assert len(names) == len(set(names))

    def _same(self, do: Callable[[], Any], say: Callable[[], Any]) -> tuple[Any, Any]:
        """Do it twice; both do it, or neither."""
        done = said = None
        try:
            done = do()
        except (NameTaken, CannotUndo, Refused):
            with pytest.raises(Refused):
                say()
        else:
            said = say()
        return done, said

    def _note(self, done: Correction | None, said: Step | None) -> None:
        if done is not None and said is not None:
            self.steps.append((done, said))


def _refuse() -> None:
    raise Refused


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(OPERATIONS, max_size=12))
def test_any_renames_merges_and_undos_are_those_of_a_plain_model(
    operations: list[tuple[Any, ...]],
) -> None:
    with transaction.atomic():
        both = Both()
        for name, *arguments in operations:
            getattr(both, name)(*arguments)
            both.check()
        transaction.set_rollback(True)
