"""Says slowly which words of a text a word of a query stands for."""

from collections.abc import Callable
from functools import lru_cache
from itertools import product

from django.conf import settings

from search.language.tree import Fuzzy, Phrase, Prefix, Wildcard, Word
from search.text import fold, is_lone_sign, key, normalise, spell
from tests.search.oracle_reading import Placed

Means = Callable[[Placed], bool]
# Words that follow each other, each given by what it may be.
Path = tuple[Means, ...]


def paths(node: Word | Phrase | Prefix | Wildcard | Fuzzy) -> list[Path]:
    """Return the runs of words that a leaf may stand as in a text."""
    match node:
        case Word(text):
            return spelt(text, any_form=True)
        case Phrase(parts, any_form):
            choices = [
                spelt(part.text, any_form=any_form)
                if isinstance(part, Word)
                else paths(part)
                for part in parts
            ]
            return [sum(chosen, ()) for chosen in product(*choices)]
        case Prefix(text):
            return [(plainly(lambda word: word.startswith(normalise(text))),)]
        case Wildcard(pattern):
            return [(plainly(lambda w: looks_like(w, signs_of(pattern))),)]
        case Fuzzy(text, edits):
            return [(plainly(lambda w: distance(normalise(text), w) <= edits),)]


def spelt(typed: str, *, any_form: bool) -> list[Path]:
    """Return the runs of words that a typed word may be written as."""
    spelling = spell(typed)
    if spelling.exact and not any_form:
        return [(stands_for(spelling.exact, any_form=False),)]
    written = [spelling.words] if spelling.words else []
    if spelling.joined:
        written.append((spelling.joined,))
    return [
        tuple(stands_for(word, any_form=any_form) for word in words)
        for words in written
    ]


def plainly(means: Callable[[str], bool]) -> Means:
    """Let a word mean what its letters do, but not India's as a whole."""
    return lambda word: not word.is_possessive and means(word.text)


def stands_for(asked: str, *, any_form: bool) -> Means:
    """Return what says whether a word of a text is the one asked for."""
    if is_lone_sign(asked):
        return plainly(lambda word: word.startswith(asked))
    if any_form:
        return plainly(lambda word: is_form(word, asked))
    return lambda word: fold(word.text) == fold(asked)


@lru_cache(maxsize=1 << 12)
def is_form(word: str, asked: str) -> bool:
    """Say whether a word of a text is a form of the one asked for."""
    return fold(word) == fold(asked) or any(
        key(word, language=language) == key(asked, language=language)
        for language in settings.LANGUAGES_OF_ARTICLES
    )


def signs_of(pattern: str) -> list[str]:
    """Return a pattern as its letters, stars and question marks."""
    signs: list[str] = []
    letters = ""
    for sign in pattern:
        if sign in "*?":
            signs += [*normalise(letters), sign]
            letters = ""
        else:
            letters += sign
    return signs + list(normalise(letters))


def looks_like(word: str, signs: list[str]) -> bool:
    """Say whether a whole word looks like a pattern."""
    if not signs:
        return not word
    if signs[0] == "*":
        ends = range(len(word) + 1)
        return any(looks_like(word[end:], signs[1:]) for end in ends)
    return bool(word) and signs[0] in {"?", word[0]} and looks_like(word[1:], signs[1:])


def distance(left: str, right: str) -> int:
    """Count the letters put in, left out, replaced or swapped between two words."""
    rows = [list(range(len(right) + 1))]
    for row, letter in enumerate(left, start=1):
        rows.append([row])
        for column, other in enumerate(right, start=1):
            ways = [
                rows[row - 1][column] + 1,
                rows[row][column - 1] + 1,
                rows[row - 1][column - 1] + (letter != other),
            ]
            if row > 1 and column > 1:
                swapped = (left[row - 2], left[row - 1]) == (other, right[column - 2])
                if swapped:
                    ways.append(rows[row - 2][column - 2] + 1)
            rows[row].append(min(ways))
    return rows[-1][-1]
