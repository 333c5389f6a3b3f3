"""Keeps the files that people hand in until they are imported."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.importing.zips import ending_of
from archive.locally import counted
from archive.models import Import
from archive.piles.receiving import Received

INCOMING = "incoming-"
SECONDS_TO_ARRIVE = 24 * 3600
SECONDS_KEPT = 30 * 24 * 3600
LONGEST_NAME_BYTES = 200
MOST_FOLDERS = 12
UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
# What Windows takes for a device, whatever its ending.
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
NAMES_SHOWN = 3


def make_room() -> Path:
    """Make a folder for what is about to arrive."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=INCOMING, dir=settings.MEDIA_ROOT))


def folder_of(run: Import) -> Path:
    """Return the folder of what was handed in for an import."""
    return Path(settings.MEDIA_ROOT) / str(run.pk)


def paths_of(run: Import) -> list[Path]:
    """Return what is to be imported: a folder or an archive each."""
    folder = folder_of(run)
    return sorted(folder.iterdir()) if folder.is_dir() else []


def remove(run: Import) -> None:
    """Remove what was handed in for an import."""
    shutil.rmtree(folder_of(run), ignore_errors=True)


def hand_in(
    files: Sequence[Received],
    *,
    paths: str,
    options: dict[str, object],
    is_rehearsal: bool,
    by: AbstractBaseUser,
) -> Import:
    """Have files imported that lie in the folder where they arrived.

    paths: what the page's script says of folders they came from. Files without one get
    a folder named for the import: their names alone must not make them new states of
    other people's files.
    """
    incoming = files[0].path.parent
    ready, loose = incoming / "ready", incoming / "loose"
    ready.mkdir()
    shown: list[str] = []
    for file, path in zip(files, _read_paths(paths, count=len(files)), strict=True):
        parts = clean_path(path or file.name or "")
        is_pile = len(parts) > 1 or bool(ending_of(parts[0]))
        target = _free(ready.joinpath(*parts) if is_pile else loose / parts[0])
        target.parent.mkdir(parents=True, exist_ok=True)
        file.path.rename(target)
        shown.append(parts[0])
    with transaction.atomic():
        run = Import.objects.create(
            paths=_shown(shown),
            options=options,
            started_by_id=by.pk,
            state=Import.State.WAITING,
            is_queued=True,
            is_rehearsal=is_rehearsal,
        )
        if loose.is_dir():
            loose.rename(_free(ready / f"upload {run.pk}"))
        ready.rename(folder_of(run))
    return run


def clean_path(path: str) -> list[str]:
    """Return the parts of a path that can only lead down, and that any disk takes."""
    parts = [_clean_name(part) for part in re.split(r"[/\\]", path)]
    return list(filter(None, parts))[-MOST_FOLDERS:] or ["file"]


def _read_paths(listed: str, *, count: int) -> list[str]:
    """Return the path of each file as JSON gives it; all empty where that is torn."""
    try:
        paths = json.loads(listed or "[]")
    except ValueError:
        paths = []
    is_whole = isinstance(paths, list) and len(paths) == count
    return [str(path) for path in paths] if is_whole else [""] * count


def clean_up() -> None:
    """Remove what never arrived whole, and what nobody decided on for a month."""
    now = time.time()
    for folder in _folders():
        age = now - folder.stat().st_mtime
        if folder.name.startswith(INCOMING) and age > SECONDS_TO_ARRIVE:
            shutil.rmtree(folder, ignore_errors=True)
        elif folder.name.isdecimal() and age > SECONDS_KEPT:
            waiting = Import.objects.queued().filter(pk=int(folder.name))
            if not waiting.exists():
                shutil.rmtree(folder, ignore_errors=True)


def _folders() -> Iterator[Path]:
    if settings.MEDIA_ROOT.is_dir():
        yield from (path for path in settings.MEDIA_ROOT.iterdir() if path.is_dir())


def _clean_name(name: str) -> str:
    readable = unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode()
    clean = UNSAFE.sub("_", readable).strip(" ")
    stem, dot, ending = clean.rpartition(".")
    while len(clean.encode()) > LONGEST_NAME_BYTES:
        stem = stem[:-1] if stem else ""
        ending = ending if stem else ending[:-1]
        clean = f"{stem}{dot}{ending}"
    if DEVICE.fullmatch(clean):
        return f"_{clean}"
    return "" if set(clean) <= {"."} else clean


def _free(path: Path) -> Path:
    """Return a path where nothing is: two files of one name are two files."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _shown(names: list[str]) -> list[str]:
    named = list(dict.fromkeys(names))
    more = len(named) - NAMES_SHOWN
    return [*named[:NAMES_SHOWN], *([counted(more, "other file")] if more > 0 else [])]
