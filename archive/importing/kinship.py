"""Finds which articles and drafts have nearly the words of others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from archive.importing.likeness import Wording, are_copies, wording_of
from archive.importing.records import Draft
from archive.importing.sketches import Bands, sketch_of
from archive.models import Article, ArticleSketch

SKETCHED_AT_ONCE = 500
LOADED_AT_ONCE = 20_000
# The texts of a batch stay in memory; those of a whole dry run go to the disk.
SHELF_MEMORY_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Alike:
    """Whom a draft is alike: articles by id, and drafts by their place on the shelf."""

    articles: tuple[int, ...] = ()
    drafts: tuple[int, ...] = ()


class Shelf:
    """The drafts that are not in the database yet, with their texts."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.bands = Bands()
        self._starts = [0]
        self._texts = SpooledTemporaryFile(max_size=SHELF_MEMORY_BYTES)  # noqa: SIM115

    def close(self) -> None:
        """Forget the texts."""
        self._texts.close()

    def put(self, drafts: Sequence[Draft]) -> int:
        """Add drafts; return the place of the first."""
        first = len(self.keys)
        self.bands.add((first + n, draft.sketch) for n, draft in enumerate(drafts))
        self._texts.seek(self._starts[-1])
        for draft in drafts:
            self.keys.append(draft.key)
            self._texts.write(draft.body.encode())
            self._starts.append(self._texts.tell())
        return first

    def text(self, place: int) -> str:
        """Return the text of the draft at a place."""
        start, end = self._starts[place : place + 2]
        self._texts.seek(start)
        return self._texts.read(end - start).decode()


class CopyFinder:
    """Finds articles that have nearly the words of a text; to be kept for a whole run.

    It holds the sketches of all articles, and reads on from the last one it has: asked
    with the database's lock, it knows what every other import has stored.
    """

    def __init__(self, *, stores: bool = True) -> None:
        self._bands = Bands()
        self._last = 0
        self._is_ready = False
        self._stores = stores

    def make_ready(self) -> None:
        """Load what there is, outside of a transaction: it may take seconds."""
        if self._is_ready:
            return
        self._is_ready = True
        ids = list(_without_sketch().values_list("pk", flat=True))
        for start in range(0, len(ids), SKETCHED_AT_ONCE):
            some = ids[start : start + SKETCHED_AT_ONCE]
            if self._stores:
                with transaction.atomic():
                    store_sketches(_sketches(some))
            else:
                made = _sketches(some)
                self._bands.add((each.article_id, bytes(each.keys)) for each in made)
        self._catch_up()

    def find(self, drafts: Sequence[Draft], *, shelf: Shelf) -> list[Alike]:
        """Return whom drafts are alike, of all articles and of the drafts before them.

        The drafts are put on the shelf.
        """
        first, sketches = shelf.put(drafts), [draft.sketch for draft in drafts]
        if any(sketches):
            self._catch_up()
        stored, put = self._bands.find(sketches), shelf.bands.find(sketches)
        wordings = _Wordings({pk for found in stored for pk in found}, shelf)
        alike = []
        for n, draft in enumerate(drafts):
            earlier = [place for place in put[n] if place < first + n]
            own = wording_of(draft.body) if stored[n] or earlier else None
            if own is None:
                alike.append(Alike())
                continue
            articles = wordings.articles_like(own, stored[n])
            alike.append(Alike(articles, wordings.drafts_like(own, earlier)))
        return alike

    def find_stored(self, text: str) -> tuple[int, ...]:
        """Return the articles that are alike a text, by id."""
        wording = wording_of(text)
        if wording is None:
            return ()
        self._catch_up()
        found = self._bands.find([sketch_of(text)])[0]
        return _Wordings(found).articles_like(wording, found)

    def _catch_up(self) -> None:
        columns = ArticleSketch.objects.order_by("pk").values_list(
            "pk", "article_id", "keys"
        )
        is_all = False
        while not is_all:
            page = list(columns.filter(pk__gt=self._last)[:LOADED_AT_ONCE])
            self._bands.add((article, bytes(keys)) for _, article, keys in page)
            self._last = page[-1][0] if page else self._last
            is_all = len(page) < LOADED_AT_ONCE


class _Wordings:
    """The wordings of articles and of drafts on a shelf, each worked out once."""

    def __init__(self, ids: Collection[int], shelf: Shelf | None = None) -> None:
        bodies = Article.objects.filter(pk__in=ids).values_list("pk", "body")
        self._articles = {pk: wording_of(body) for pk, body in bodies} if ids else {}
        self._drafts: dict[int, Wording | None] = {}
        self._shelf = shelf

    def articles_like(self, own: Wording, ids: Iterable[int]) -> tuple[int, ...]:
        """Return those of some articles that have nearly a wording."""
        return _like(own, {pk: self._articles.get(pk) for pk in sorted(ids)})

    def drafts_like(self, own: Wording, places: Iterable[int]) -> tuple[int, ...]:
        """Return those of some drafts that have nearly a wording."""
        for place in places:
            if place not in self._drafts and self._shelf:
                self._drafts[place] = wording_of(self._shelf.text(place))
        return _like(own, {place: self._drafts[place] for place in sorted(places)})


def _like(own: Wording, others: Mapping[int, Wording | None]) -> tuple[int, ...]:
    return tuple(
        number for number, other in others.items() if other and are_copies(own, other)
    )


def sketch_again(ids: Sequence[int]) -> None:
    """Store what articles are found by, by the texts that they have by now."""
    store_sketches(_sketches(ids))


def store_sketches(sketches: Iterable[ArticleSketch]) -> None:
    """Store sketches in place of those that the articles had."""
    new = list(sketches)
    ids = [sketch.article_id for sketch in new]
    ArticleSketch.objects.filter(article__in=ids).delete()
    ArticleSketch.objects.bulk_create(new)


def _without_sketch() -> QuerySet[Article]:
    """Return the articles that have no sketch of the text they have by now."""
    of_this_text = ArticleSketch.objects.filter(
        article=OuterRef("pk"), text_digest=OuterRef("text_digest")
    )
    return Article.objects.filter(~Exists(of_this_text)).order_by()


def _sketches(ids: Sequence[int]) -> list[ArticleSketch]:
    texts = Article.objects.filter(pk__in=ids)
    return [
        ArticleSketch(article_id=pk, text_digest=digest, keys=sketch_of(body))
        for pk, digest, body in texts.values_list("pk", "text_digest", "body")
    ]
