"""Calls the kinds of offers by words that people read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from search.language.tree import LabelField

KINDS = {
    "recent": _("recent"),
    "word": _("word"),
    "operator": _("operator"),
    "field": _("field"),
    "date": _("date"),
    "state": _("state"),
    LabelField.SOURCE: _("source"),
    LabelField.CREDIT: _("credit"),
    LabelField.TAG: _("tag"),
    LabelField.SECTION: _("section"),
    LabelField.LANGUAGE: _("lang"),
}
