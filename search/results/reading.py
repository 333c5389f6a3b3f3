"""Shows how a query was read, what was doubtful in it, and how else it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.answers import Results
from search.asking.forms import SearchForm
from search.engine import Engine
from search.language.dialects import BY_NAME, DIALECTS, OURS
from search.language.parser import parse
from search.language.query import Note, Query
from search.language.readback import read_back, say
from search.language.tree import Everything, Node
from search.language.writing import write
from search.results.parts import ReadPart, take_apart
from search.results.renamed import old_names

MOST_OTHERS = 3
LETTERS_AROUND = 16
# Curly quotes say no more than straight ones.
STRAIGHT = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True)
class OtherReading:
    """Another way to read the query: by which rule, what it asks and finds."""

    name: str
    sentence: str
    text: str
    count: int
    address: str


@dataclass(frozen=True)
class Place:
    """A doubtful place in the query with the letters around it."""

    before: str
    text: str
    after: str


@dataclass(frozen=True)
class ShownNote:
    """A note, its place unless it names it, and the way to ask otherwise.

    count: what asking otherwise finds, None where it is not told. total: what is
    found now.
    """

    message: str
    is_quiet: bool = False
    place: Place | None = None
    name: str = ""
    address: str = ""
    count: int | None = None
    total: int = 0


@dataclass(frozen=True)
class Reading:
    """How a query was read.

    language: the title of the query language, "" for ours unless it was chosen.
    written: the address of the query with its brackets, where others are possible.
    """

    sentence: str
    total: int
    written: str
    parts: tuple[ReadPart, ...]
    language: str
    alternatives: tuple[OtherReading, ...]
    languages: tuple[OtherReading, ...]
    notes: tuple[ShownNote, ...]
    is_plain: bool

    @property
    def loud(self) -> list[ShownNote]:
        """The notes that a reader must not miss."""
        return [note for note in self.notes if not note.is_quiet]

    @property
    def quiet(self) -> list[ShownNote]:
        """The notes that say what is likely anyway."""
        return [note for note in self.notes if note.is_quiet]


def find_reading(form: SearchForm, results: Results, engine: Engine) -> Reading:
    """Return how the query was read, and what other readings find."""
    query = form.query
    is_told = query.dialect != OURS.name or bool(form.dialect_name)
    parts = take_apart(form)
    sentence = read_back(query)
    told = (*query.notes, *results.notes)
    return Reading(
        sentence=sentence,
        total=results.total,
        written=_written(form) if query.alternatives else "",
        parts=parts,
        language=str(BY_NAME[query.dialect].title) if is_told and query.text else "",
        alternatives=tuple(_alternatives(form, engine)),
        languages=tuple(_languages(form, engine)) if is_told else (),
        notes=(
            *map(ShownNote, form.notes),
            *(_shown(note, form, results, engine) for note in told),
            *(ShownNote(said, is_quiet=True) for said in old_names(form, engine)),
        ),
        is_plain=len(parts) == 1 and _says_no_more(sentence, query.text),
    )


def _says_no_more(sentence: str, text: str) -> bool:
    same = sentence.translate(STRAIGHT), " ".join(text.translate(STRAIGHT).split())
    return not text.strip() or same[0] == same[1]


def _written(form: SearchForm) -> str:
    text = write(form.query.tree)
    return str(form.address.setting(q=text, dialect=""))


def _count(form: SearchForm, tree: Node, engine: Engine) -> int:
    request = form.to_request()
    return engine.count(replace(request, query=Query("", tree)))


def _alternatives(form: SearchForm, engine: Engine) -> Iterator[OtherReading]:
    for other in form.query.alternatives:
        text = write(other.tree)
        yield OtherReading(
            name=other.rule,
            sentence=say(other.tree),
            text=text,
            count=_count(form, other.tree, engine),
            address=str(form.address.setting(q=text, dialect="")),
        )


def _languages(form: SearchForm, engine: Engine) -> Iterator[OtherReading]:
    """Yield how other languages read the query, where they read it otherwise."""
    query = form.query
    seen: set[Node] = {query.tree, Everything()}
    for dialect in DIALECTS:
        other = parse(query.text, names=form.names, dialect=dialect.name)
        if other.tree in seen or len(seen) > MOST_OTHERS + 1:
            continue
        seen.add(other.tree)
        yield OtherReading(
            name=str(dialect.title),
            sentence=read_back(other),
            text=query.text,
            count=_count(form, other.tree, engine),
            address=str(form.address.setting(dialect=dialect.name)),
        )


def _shown(note: Note, form: SearchForm, results: Results, engine: Engine) -> ShownNote:
    shown = ShownNote(
        note.message,
        note.is_quiet,
        place=None if note.rewording else _place(note, form.query.text),
        total=results.total,
    )
    if not note.rewording:
        return shown
    text = note.rewording.text
    count = None
    if note.rewording.is_counted:
        asked = parse(text, names=form.names, dialect=form.dialect_name)
        count = _count(form, asked.tree, engine)
    return replace(
        shown,
        name=note.rewording.name,
        address=str(form.address.setting(q=text)),
        count=count,
    )


def _place(note: Note, text: str) -> Place | None:
    """Return where a note's place is, unless the note quotes it or it is all."""
    start, end = note.start, note.end
    written = text[start:end].strip()
    if not written or written in note.message or written == text.strip():
        return None
    before = text[max(0, start - LETTERS_AROUND) : start]
    after = text[end : end + LETTERS_AROUND]
    return Place(
        before=("…" if start > LETTERS_AROUND else "") + before,
        text=text[start:end],
        after=after + ("…" if end + LETTERS_AROUND < len(text) else ""),
    )
