"""Tells which names of an address are called otherwise today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from search.asking.forms import SearchForm
from search.asking.labels import TABLE_OF
from search.engine import Engine
from search.language.query import Query
from search.language.tree import And, Label, LabelField, Node, Not, Or
from search.names import Named
from search.request import SearchRequest, everything


def old_names(form: SearchForm, engine: Engine) -> list[str]:
    """Say of each old name in query and filters how it is read.

    The name of what no reader can see is not told.
    """
    asked = dict.fromkeys([*_in_query(form.query.tree), *_in_filters(form)])
    found = (
        (field, text, form.names.named_today(field, text)) for field, text in asked
    )
    told = _("“{old}” was read as “{name}”, which is its name today.")
    return [
        told.format(old=text, name=named.name)
        for field, text, named in found
        if named and engine.count(_carrying(field, named))
    ]


def _carrying(field: LabelField, named: Named) -> SearchRequest:
    return replace(everything(), query=Query("", Label(field, "", (named.pk,))))


def _in_query(node: Node) -> Iterator[tuple[LabelField, str]]:
    match node:
        case Label(field, text):
            yield field, text
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from _in_query(part)
        case Not(part):
            yield from _in_query(part)


def _in_filters(form: SearchForm) -> Iterator[tuple[LabelField, str]]:
    for facet, field in TABLE_OF.items():
        for name in (str(facet), f"not_{facet}"):
            for key in form.parameters.getlist(name):
                yield field, key
