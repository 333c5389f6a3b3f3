"""Makes documents for tests of the index that need no database."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from search.documents import Document


def make_document(article_id: int = 1, **facts: Any) -> Document:
    """Return a document with readable defaults."""
    made: dict[str, Any] = {
        "headline": "Ferry strike enters second week",
        "derived_headline": "",
        "body": "Crews at the harbour voted to go on.",
        "byline": "",
        "source": None,
        "credits": (),
        "tags": (),
        "section": "",
        "language": "en",
        "imports": (),
        "copy_group": None,
        "published_on": datetime.date(2024, 3, 5),
        "created_on": datetime.date(2024, 3, 6),
        "states": (),
    }
    made |= facts
    count = len(made["body"].split())
    return Document(article_id=article_id, **{"word_count": count} | made)


def in_state(ids: Iterable[int], *, state: int) -> Iterator[Document]:
    """Yield articles that all say which state the archive is in."""
    for number in ids:
        yield make_document(number, headline=f"Ferry {number}", body=f"state{state} on")


def digests_of(documents: Iterable[Document]) -> dict[int, str]:
    """Return the digest of each document, by article id."""
    return {document.article_id: document.digest for document in documents}
