"""Remembers when the last backup was made."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

NOTE = "last_backup.json"


@dataclass(frozen=True)
class LastBackup:
    """When and where the last backup was made."""

    path: str
    made_at: datetime.datetime


def note(path: Path, *, made_at: datetime.datetime, data_dir: Path) -> None:
    """Remember a backup."""
    new = data_dir / f"{NOTE}.new"
    new.write_text(json.dumps({"path": str(path), "made_at": made_at.isoformat()}))
    new.replace(data_dir / NOTE)


def last_backup(data_dir: Path) -> LastBackup | None:
    """Return the last backup of this archive; None when there is no note of one."""
    try:
        said = json.loads((data_dir / NOTE).read_text())
        made_at = datetime.datetime.fromisoformat(said["made_at"])
        return LastBackup(str(said["path"]), made_at)
    except (OSError, ValueError, KeyError, TypeError):
        return None
