"""Writes citations as CSL-JSON, the data of the Citation Style Language."""

from __future__ import annotations

import datetime
import json
from typing import Any

from archive.citing.authors import Author
from archive.citing.cited import Cited


def csl_json(cited: Cited) -> str:
    """Return an article as an item of CSL-JSON, in one line."""
    item = {
        "id": f"article-{cited.pk}",
        "type": "article-newspaper",
        "title": cited.headline,
        "author": [_author(author) for author in cited.authors],
        "container-title": cited.publication,
        "issued": _day(cited.day) if cited.day else None,
        "section": cited.section,
        "language": cited.language,
        "keyword": ", ".join(cited.tags),
        "note": cited.basis,
        "URL": cited.url,
        "accessed": _day(cited.accessed) if cited.url else None,
    }
    told = {name: value for name, value in item.items() if value}
    return json.dumps(told, ensure_ascii=False)


def _author(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.family}
    name = {"family": author.family, "given": author.given}
    return name | ({"suffix": author.suffix} if author.suffix else {})


def _day(day: datetime.date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}
