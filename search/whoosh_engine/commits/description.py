"""Says beside a generation which version and languages it was made for."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from search.engine import IndexUnusable
from search.whoosh_engine.commits.schema import SCHEMA_VERSION
from search.whoosh_engine.commits.storage import replace_file
from search.whoosh_engine.commits.trouble import REBUILD, advice

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
        message = f"Generation {folder.name} of the index is damaged: {REBUILD}."
        raise IndexUnusable(message) from error
    if version != SCHEMA_VERSION:
        raise IndexUnusable(
            f"The index has version {version}, not {SCHEMA_VERSION}: {REBUILD}."
        )
    wanted = languages_of_keys()
    if tuple(languages) != wanted:
        raise IndexUnusable(
            f"The index was made for articles in {', '.join(languages)}, not in "
            f"{', '.join(wanted)}: {REBUILD}."
        )
