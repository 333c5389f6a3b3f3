"""Says beside a generation which version and languages it was made for."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from search.engine import IndexUnusable
from search.whoosh_engine.commits.schema import SCHEMA_VERSION
from search.whoosh_engine.commits.storage import replace_file
from search.whoosh_engine.commits.trouble import advice

DESCRIPTION = "generation.json"


def languages_of_keys() -> tuple[str, ...]:
    """Return the languages that segments have keys in; their order is all one."""
    return tuple(sorted(settings.LANGUAGES_OF_ARTICLES))


def describe(folder: Path) -> None:
    """Write what a new generation is made for."""
    description = {
        "schema_version": SCHEMA_VERSION,
        "languages": list(languages_of_keys()),
    }
    replace_file(folder / DESCRIPTION, json.dumps(description) + "\n")


def is_described(folder: Path) -> bool:
    """Whether a folder is a generation, whole or not."""
    return (folder / DESCRIPTION).is_file()


def refuse_other(folder: Path) -> None:
    """Refuse a generation of another version, or made for other languages."""
    try:
        said = json.loads((folder / DESCRIPTION).read_text())
        version, languages = said["schema_version"], said.get("languages", [])
    except PermissionError as error:
        raise IndexUnusable(advice(error)) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = _(
            "Generation {number} of the index is damaged: "
            "run `manage.py rebuild_index`."
        )
        raise IndexUnusable(problem.format(number=folder.name)) from error
    if version != SCHEMA_VERSION:
        problem = _(
            "The index has version {version}, not {wanted}: "
            "run `manage.py rebuild_index`."
        )
        raise IndexUnusable(problem.format(version=version, wanted=SCHEMA_VERSION))
    wanted = languages_of_keys()
    if tuple(languages) != wanted:
        problem = _(
            "The index was made for articles in {languages}, not in {wanted}: "
            "run `manage.py rebuild_index`."
        )
        codes = {"languages": ", ".join(languages), "wanted": ", ".join(wanted)}
        raise IndexUnusable(problem.format(**codes))
