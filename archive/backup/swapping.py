"""Puts a restored folder in the place of another, whole or not at all.

It knows no settings: they call it before they read anything from the folder.
"""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

from archive.backup.disk import sync_folder


def unfinished(data_dir: Path) -> Path:
    """Name the folder in which this process makes a restored archive."""
    return data_dir.with_name(f"{data_dir.name}.restoring-{os.getpid()}")


def ready(data_dir: Path) -> Path:
    """Name the folder of a restored archive that is whole, until it is in place."""
    return data_dir.with_name(f"{data_dir.name}.restored")


def leftovers(data_dir: Path) -> list[Path]:
    """Find what killed restores have left beside the data folder."""
    pattern = re.compile(re.escape(data_dir.name) + r"\.restor(ed|ing-\d+)")
    beside = data_dir.parent.iterdir()
    return [path for path in beside if pattern.fullmatch(path.name) and path.is_dir()]


def swap(new: Path, data_dir: Path, *, now: datetime.datetime) -> Path:
    """Put a whole new folder in place; return where the old one is now."""
    aside = data_dir.with_name(f"{data_dir.name}.replaced-{now:%Y-%m-%d-%H%M%S}")
    new.rename(ready(data_dir))
    sync_folder(data_dir.parent)
    try:
        data_dir.rename(aside)
    except OSError:
        ready(data_dir).rename(new)
        raise
    complete(data_dir)
    return aside


def complete(data_dir: Path) -> None:
    """Put a restored archive in place if only that was left to do.

    Between the two renames of a swap there is no data folder. Whoever is the first to
    look for it after a crash there does the second.
    """
    if not data_dir.exists() and ready(data_dir).is_dir():
        ready(data_dir).rename(data_dir)
        sync_folder(data_dir.parent)
