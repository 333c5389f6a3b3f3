"""Says in words what a file is called and why it cannot be opened."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What exports of many files begin with.
RECORD_NAME = "export-record.txt"
JUNK_NAMES = frozenset(
    (".ds_store", "thumbs.db", "desktop.ini", "__macosx", RECORD_NAME)
)
JUNK_REASON = gettext_lazy("left by the operating system, or by an export")


def is_junk(path: str) -> bool:
    """Tell whether a program left the file there, not a person."""
    parts = path.lower().split("/")
    return parts[-1].startswith("._") or not JUNK_NAMES.isdisjoint(parts)


def readable(name: str) -> str:
    """Return a file's name as text that can be stored, whatever bytes it has."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def cannot_open(error: OSError) -> str:
    """Return why a file or folder cannot be opened, in words."""
    said = (error.strerror or str(error)).lower()
    return _("cannot be opened: {error}").format(error=said)


def suffixes(path: str) -> list[str]:
    """Return the endings that say what a file is: .jsonl and .gz, in small letters."""
    name = path.rpartition("/")[2].lower()
    parts = name.lstrip(".").split(".")[1:]
    return [f".{part}" for part in parts[-2 if parts[-1:] == ["gz"] else -1 :]]
