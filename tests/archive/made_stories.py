"""Makes stories that share nothing, and copies of them."""

import random
from pathlib import Path

from archive.importing.pipeline import import_articles
from archive.models import Article
from tests.factories import write_house

WORDS = ["harbour", "ferry", "crews", "toll", "bridge", "council", "strike", "port"]


def story(seed: int, *, words: int = 90) -> str:
    """Return a made text that no other seed gives."""
    dice = random.Random(seed)
    return " ".join(f"{dice.choice(WORDS)}{dice.randint(1, 40)}x" for _ in range(words))


def edited(text: str, *, every: int = 40) -> str:
    """Return a text with one word in so many replaced."""
    words = text.split()
    return " ".join("other" if n % every == 7 else w for n, w in enumerate(words))


def cut(text: str, *, share: float = 0.5) -> str:
    """Return the first part of a text."""
    words = text.split()
    return " ".join(words[: int(len(words) * share)])


def groups() -> list[int | None]:
    """Return the copy groups of all articles, in order of id."""
    return list(Article.objects.order_by("id").values_list("copy_group", flat=True))


def import_texts(folder: Path, *texts: str) -> list[Article]:
    """Import texts as one pile, each of another day; return all articles."""
    for number, text in enumerate(texts):
        date = f"2024-03-{number + 1:02}"
        write_house(folder / f"{number}.txt", text, date=date)
    import_articles([folder])
    return list(Article.objects.order_by("id"))
