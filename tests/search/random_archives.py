"""Random articles, the commits that bring them, and random queries for them."""

import datetime
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from archive.models import Article, CopyGroup, Import, ImportedFile
from search import outbox
from search.language.tree import LabelField
from search.request import LENGTHS, Facet, Filter, Period
from search.whoosh_engine.commits.rebuilding import rebuild
from tests.factories import make_article, make_source, make_tag

VOCABULARY = (
    *("harbour", "Harbours", "bridge", "Bridges", "toll", "tolled", "the", "US"),
    *("café", "cafés", "cafe", "résumé", "naïve", "strike", "strikes", "Ångström"),
    *("P-8I", "P8I", "8i", "U.S.", "O'Neill", "O’Neill’s", "oneill", "well-known"),
    *("wellknown", "known", "India’s", "India", "AT&T", "24/7", "1,000", "5.93"),
    *(
        "東京都",
        "京都は",
        "東京タワー",
        "カード",
        "กรุงเทพ",
        "ทะเล",
        "हिन्दी",
        "हिन्दि",
        "समाचार",
    ),
    *("мост", "моста", "Мосты", "йод", "λόγος", "state-of-the-art", "x’s"),
)
BETWEEN = (*(" ",) * 8, ". ", "! ", "? “", ", ", " – ", "。", "\n", "\n\n", "\n\n")
TAGS, SOURCES = ("sea", "ports", "grain"), ("Courier", "Herald", "Reuters")
SECTIONS, LANGUAGES = ("", "News", "Sport"), ("", "en", "hi")
FIRST_DAY, LAST_DAY = datetime.date(2019, 11, 25), datetime.date(2020, 2, 9)
IDS = range(1, 13)
UNKNOWN = 999_999


@dataclass(frozen=True)
class Made:
    """An article to be stored; labels and groups by number."""

    article_id: int
    headline: str
    body: str
    length: int
    byline: str
    derived: bool
    day: datetime.date | None
    source: int | None
    credits: frozenset[int]
    tags: frozenset[int]
    section: str
    language: str
    group: int | None
    state: str
    edited: bool
    imported: bool

    def store(self) -> None:
        """Write the article as it is now, over what it was."""
        Article.objects.filter(pk=self.article_id).delete()
        article = make_article(
            pk=self.article_id,
            headline=self.headline or "–",
            body=self.body,
            byline=self.byline,
            headline_is_derived=self.derived,
            published_on=self.day.isoformat() if self.day else None,
            source="" if self.source is None else SOURCES[self.source],
            credits=[SOURCES[number] for number in self.credits],
            tags=[TAGS[number] for number in self.tags],
            section=self.section,
            language=self.language,
            copy_group=None if self.group is None else _group(self.group),
            state=self.state,
            edited_at=_noon(FIRST_DAY) if self.edited else None,
        )
        Article.objects.filter(pk=article.pk).update(
            created_at=_noon(self.day or LAST_DAY),
            word_count=self.length,
        )
        if self.imported:
            ImportedFile.objects.create(
                import_run=_import(), article=article, outcome="created"
            )


@dataclass(frozen=True)
class History:
    """Commits, each of articles stored anew and of ids deleted; then a rebuild, or not.

    An index of one commit is made by rebuilding.
    """

    commits: tuple[tuple[tuple[Made, ...], tuple[int, ...]], ...]

    def happen(self) -> None:
        """Bring the archive and a new index to the end of it."""
        Article.objects.all().delete()
        # Segments are named by random numbers, and Hypothesis repeats those: a new
        # generation each time.
        if len(self.commits) > 1:
            rebuild()
        for stored, deleted in self.commits:
            for made in stored:
                made.store()
            Article.objects.filter(pk__in=deleted).delete()
            if len(self.commits) > 1:
                outbox.drain()
        if len(self.commits) == 1:
            rebuild()


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def _group(number: int) -> CopyGroup:
    return CopyGroup.objects.get_or_create(pk=number + 1)[0]


def _import() -> Import:
    return Import.objects.get_or_create(pk=1)[0]


def label_values(field: LabelField) -> list[int | str]:
    """Return the values that a label can stand for, an unknown one among them."""
    match field:
        case LabelField.SECTION:
            return [*SECTIONS[1:], "unknown"]
        case LabelField.LANGUAGE:
            return [*LANGUAGES[1:], "unknown"]
        case LabelField.TAG:
            return [*(make_tag(name).pk for name in TAGS), UNKNOWN]
        case LabelField.IMPORT:
            return [_import().pk, UNKNOWN]
        case LabelField.FILE:
            return [*IDS, UNKNOWN]
        case _:
            return [*(make_source(name).pk for name in SOURCES), UNKNOWN]


# Few different words an example, so that they meet.
palettes = st.shared(
    st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=7, unique=True),
    key="palette",
)
palette_words = st.tuples(palettes, st.integers(0, 104)).map(
    lambda drawn: drawn[0][drawn[1] % len(drawn[0])]
)
days = st.one_of(
    st.none(),
    st.dates(FIRST_DAY, LAST_DAY),
    st.dates(datetime.date(2019, 12, 30), datetime.date(2020, 1, 2)),
)


def texts(longest: int) -> st.SearchStrategy[str]:
    """Draw texts of a palette's words."""
    pair = st.tuples(palette_words, st.sampled_from(BETWEEN)).map("".join)
    return st.lists(pair, max_size=longest).map(lambda drawn: "".join(drawn).strip())


def some(count: int) -> st.SearchStrategy[frozenset[int]]:
    """Draw a few numbers below a count."""
    return st.frozensets(st.integers(0, count - 1), max_size=count)


articles = st.builds(
    Made,
    article_id=st.sampled_from(IDS),
    headline=texts(6),
    body=texts(24),
    length=st.sampled_from((0, 7, 249, 250, 999, 1_000, 2_000, 70_000)),
    byline=texts(2),
    derived=st.booleans(),
    day=days,
    source=st.none() | st.integers(0, len(SOURCES) - 1),
    credits=some(len(SOURCES)),
    tags=some(len(TAGS)),
    section=st.sampled_from(SECTIONS),
    language=st.sampled_from(LANGUAGES),
    group=st.none() | st.integers(0, 1),
    state=st.sampled_from(("live",) * 6 + ("hidden",)),
    edited=st.booleans(),
    imported=st.booleans(),
)


def piles(least: int, most: int) -> st.SearchStrategy[tuple[Made, ...]]:
    """Draw articles of different ids."""
    drawn = st.lists(
        articles,
        min_size=least,
        max_size=most,
        unique_by=lambda made: made.article_id,
    )
    return drawn.map(tuple)


at_once = piles(2, 8).map(lambda pile: ((pile, ()),))
changes = st.tuples(piles(0, 3), st.lists(st.sampled_from(IDS), max_size=2).map(tuple))
in_parts = st.tuples(piles(2, 6).map(lambda pile: (pile, ())), changes, changes)
# One commit, or some with edits and deletions between.
histories = st.one_of(at_once, in_parts).map(History)


@st.composite
def filters(draw: st.DrawFn) -> tuple[Filter, ...]:
    """Draw up to two choices in facets."""
    return tuple(
        Filter(facet, tuple(draw(_values_of(facet))), tuple(draw(_values_of(facet))))
        for facet in draw(st.lists(st.sampled_from(Facet), max_size=2, unique=True))
    )


def _values_of(facet: Facet) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(_choices(facet)), max_size=2, unique=True)


def _choices(facet: Facet) -> list[Any]:
    """Return the values of a facet, one that no article has among them."""
    match facet:
        case Facet.DATE:
            return [0, FIRST_DAY.year, LAST_DAY.year, 1900]
        case Facet.LENGTH:
            return list(LENGTHS)
        case Facet.LANGUAGE:
            return label_values(LabelField.LANGUAGE)
        case _:
            return label_values(LabelField(facet))


periods = st.one_of(
    st.just(Period()),
    st.builds(Period, days, days, st.booleans()),
    st.just(Period(only_undated=True)),
)
