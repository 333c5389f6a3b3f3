"""Warns of what is unsafe about the machine the archive runs on."""

import difflib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.utils.translation import gettext as _

from archive.environment import names_read


@register(Tags.security)
def data_folder_is_private(**rest: Any) -> list[CheckMessage]:
    """Warn when other users of the machine can look into the data folder."""
    folder = Path(settings.DATA_DIR)
    if os.name == "nt" or not folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    said = _("The data folder {folder} is open to other users of this machine.")
    hint = _("Close it: chmod 700 {folder}").format(folder=folder)
    return [Warning(said.format(folder=folder), hint=hint, id="archive.W001")]


@register(Tags.security)
def variables_are_known(**rest: Any) -> list[CheckMessage]:
    """Warn of ARCHIVE_* variables that set nothing, such as misspelt ones."""
    return list(_unknown_variables())


@register(Tags.security)
def findable_is_open(**rest: Any) -> list[CheckMessage]:
    """Warn when search engines are invited to an archive that lets nobody in."""
    if not (settings.FINDABLE and settings.PRIVATE):
        return []
    said = _("ARCHIVE_FINDABLE does nothing: the archive asks visitors to sign in.")
    return [Warning(said, id="archive.W003")]


def _unknown_variables() -> Iterator[CheckMessage]:
    for name in sorted(os.environ):
        if name.startswith("ARCHIVE_") and name not in names_read:
            meant = difflib.get_close_matches(name, names_read, n=1)
            hint = _("Did you mean {name}?").format(name=meant[0]) if meant else None
            said = _("{name} is not a setting.").format(name=name)
            yield Warning(said, hint=hint, id="archive.W002")
