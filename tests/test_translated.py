"""What people read went through gettext."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from django.contrib.auth.models import User
from django.template.base import Lexer, TokenType
from django.test import Client

from archive.people.roles import Role, give_role
from tests.every_page import every_page, make_archive
from tests.translating import LETTERS, everything_written, in_no_language, untranslated

TEMPLATES = Path(__file__).parent.parent / "templates"
# What ends where the words begin that are none of a page's own.
ENDS = {
    "blocktranslate": "endblocktranslate",
    "comment": "endcomment",
    "block page_class": "endblock",
    "block bodyclass": "endblock",
}
# Words that are the same in all languages.
NAMES = re.compile(
    r"\b(AND|OR|NOT|NEAR|RIS|BibTeX|CSL-JSON|JSON Lines|JSON|CSV|HTML|Markdown|Atom"
    r"|OPML|unAPI|SHA-256|Factiva|Google|NewsBank|Nexis|ProQuest)\b"
)
# Django has these in English alone.
OF_DJANGO = re.compile(r"Article-tag relationships?|Article_tags object|Http404")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
BETWEEN = re.compile(r"[·,:;|()\[\]+›‹–\"]| = ")


@pytest.mark.parametrize(
    "path",
    sorted(TEMPLATES.rglob("*.html")),
    ids=lambda p: str(p.relative_to(TEMPLATES)),
)
def test_a_template_has_no_words_outside_gettext(path: Path) -> None:
    assert [words for words in untranslated(_bare(path.read_text())) if words] == []


def _bare(template: str) -> str:
    """Return a template's HTML without what the template engine takes or translates."""
    kept, end = [], ""
    for token in Lexer(template).tokenize():
        if token.token_type is TokenType.BLOCK:
            tag, *_ = words = token.contents.split()
            if end:
                end = "" if tag == end else end
            else:
                end = ENDS.get(tag) or ENDS.get(" ".join(words[:2]), "")
        elif token.token_type is TokenType.TEXT and not end:
            kept.append(token.contents)
    return NAMES.sub("", "".join(kept))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
@pytest.mark.usefixtures("index")
def test_a_page_has_no_words_outside_gettext(role: Role | None) -> None:
    ada = User.objects.create_user("ada")
    if role:
        give_role(ada, role)
    world, client = make_archive(ada), Client()
    if role:
        client.force_login(ada)
    wrong: dict[str, str] = {}
    with in_no_language():
        for address, html in every_page(client, world):
            for words in untranslated(html):
                wrong.setdefault(words, address)
    addresses = unquote_plus(" ".join(wrong.values()))
    written = f"{everything_written()} {addresses}".lower()
    wrong = {words: at for words, at in wrong.items() if not _are_in(written, words)}
    assert not wrong, "\n".join(f"{words!r} on {at}" for words, at in wrong.items())


def _are_in(written: str, words: str) -> bool:
    """Tell whether words are of the archive itself: names, texts, addresses."""
    for known in (ADDRESS, NAMES, OF_DJANGO):
        words = known.sub("|", words)
    parts = (part.strip("…“”‘’ .") for part in BETWEEN.split(words))
    return all(part.lower() in written for part in parts if LETTERS.search(part))
