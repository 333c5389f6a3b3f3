"""Gathers what helps on where a request finds little, or not what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from search.aid.expected import Expected, find_expected
from search.aid.repairs import Help, did_you_mean, help_out
from search.answers import Results
from search.asking.forms import SearchForm
from search.engine import Engine
from search.results.chips import Chip
from search.results.offers import Offer


@dataclass(frozen=True)
class Aid:
    """The query spelt better, what each part finds, repairs, where an article is."""

    spelling: Offer | None
    help: Help
    expected: Expected | None
    kept: tuple[tuple[str, str], ...]


def give_aid(
    form: SearchForm,
    chips: Sequence[Chip],
    results: Results,
    engine: Engine,
    *,
    for_editors: bool,
) -> Aid:
    """Return what helps on from a page of results."""
    return Aid(
        spelling=did_you_mean(form, engine, results.total),
        help=Help() if results.total else help_out(form, chips, engine),
        expected=find_expected(form, chips, engine, for_editors=for_editors),
        kept=form.address.pairs,
    )


def aid_data(aid: Aid) -> dict[str, Any]:
    """Return what helps on as JSON values."""
    return {
        "spelling": _offer(aid.spelling) if aid.spelling else None,
        "parts": [
            {"text": part.text, "count": part.article_count} for part in aid.help.parts
        ],
        "repairs": [_offer(offer) for offer in aid.help.repairs],
        "expected": _expected(aid.expected) if aid.expected else None,
    }


def _offer(offer: Offer) -> dict[str, Any]:
    return {"name": offer.name, "count": offer.article_count, "url": offer.address}


def _expected(expected: Expected) -> dict[str, Any]:
    return {
        "text": expected.text,
        "answer": expected.answer,
        "id": expected.article.pk if expected.article else None,
        "choices": [article.pk for article, _ in expected.choices],
        "steps": [
            {"reason": step.reason, "name": step.name, "url": step.address}
            for step in expected.steps
        ],
    }
