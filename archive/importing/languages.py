"""Tells in which language a text is written, and nothing where it is not sure."""

import re
from functools import cache
from typing import Any

LEAST_LETTERS = 40
LEAST_SHARE = 0.6  # of letters among a text's signs
LOOKED_AT = 1_000  # signs of a text
SURE = 0.95
# Two fifths of most English texts, and some of the tersest telegram.
ENGLISH = (
    "the of to and in a for that is on said with as by it was from be at an has are"
    " have its he which will not his had but were been this they their would or who"
    " more about after we she her there one than all i you"
)
ENGLISH_WORDS = frozenset(ENGLISH.split())
# Of these another language has one at most, and a share of them all seldom.
ONLY_ENGLISH = frozenset(("the", "of", "and", "to", "that", "for", "with", "said"))
LEAST_ONLY_ENGLISH = 2
LEAST_ENGLISH = 0.12
WORD = re.compile(r"[^\W\d_]+")
# Labels that stand for no language, and one that English headlines are taken for.
UNSURE = frozenset(("zxx", "und", "pcm"))


def language_of(text: str) -> str:
    """Return the code of a text's language, such as "en"; empty when unsure."""
    start = text[:LOOKED_AT]
    words = WORD.findall(start.lower())
    letters = sum(map(len, words))
    # Tables of figures, and what is too short, are of no language that one could tell.
    if letters < LEAST_LETTERS or letters < LEAST_SHARE * (
        len(start) - start.count(" ")
    ):
        return ""
    # A large model is not loaded for what a few words tell.
    known = [word for word in words if word in ENGLISH_WORDS]
    is_plain = len(ONLY_ENGLISH.intersection(known)) >= LEAST_ONLY_ENGLISH
    if is_plain and len(known) >= LEAST_ENGLISH * len(words):
        return "en"
    code, share = _identifier().classify(start)
    return code if share >= SURE and code not in UNSURE else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
