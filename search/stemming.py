"""Takes the endings off words, in the languages that have a stemmer."""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


class _Stemmers(threading.local):
    """One stemmer a thread and language: they keep state while they work."""

    def __init__(self) -> None:
        self.by_language: dict[str, Stemmer.Stemmer] = {}


_stemmers = _Stemmers()


@lru_cache(maxsize=1 << 16)
def stem(word: str, *, language: str) -> str:
    """Return a word's stem, or the word where the language has no stemmer."""
    return stem_all([word], language=language)[0]


def stem_all(words: list[str], *, language: str) -> list[str]:
    """Return the stems of many words, in their order."""
    algorithm = STEMMERS.get(language)
    if algorithm is None:
        return words
    stemmer = _stemmers.by_language.get(language)
    if stemmer is None:
        stemmer = _stemmers.by_language[language] = Stemmer.Stemmer(algorithm, 0)
    stems: list[str] = stemmer.stemWords(words)
    return stems
