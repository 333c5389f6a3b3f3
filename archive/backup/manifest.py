"""Says what a backup holds."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import asdict, dataclass

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "db.sqlite3"
UPLOADS = "uploads"
# Signs that lead out of a folder on one system or another.
UNSAFE = re.compile(r"[\\:\x00-\x1f]")
SHA256 = re.compile("[0-9a-f]{64}")


class NotABackup(Exception):
    """The file is no backup, is damaged, or is of a version that is not known here."""


@dataclass(frozen=True)
class Member:
    """A file in a backup. size: in bytes, unpacked."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, and which version of the archive made it.

    migrations: applied ones, as "archive.0001_initial". rows: their number by table.
    """

    made_at: datetime.datetime
    archive_version: str
    migrations: tuple[str, ...]
    rows: dict[str, int]
    members: tuple[Member, ...]

    @property
    def article_count(self) -> int:
        """How many articles there are, in the trash or not."""
        return self.rows.get("archive_article", 0)

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(member.size for member in self.members)

    def to_json(self) -> str:
        """Write it as the backup keeps it."""
        said = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(said, indent=1)


def parse(text: bytes) -> Manifest:
    """Read a manifest that anybody may have written; raises NotABackup."""
    try:
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise NotABackup(
                f"it is of format {said['format']}, and this version of the archive "
                f"reads format {FORMAT}: upgrade the archive first"
            )
        manifest = Manifest(
            made_at=datetime.datetime.fromisoformat(said["made_at"]),
            archive_version=str(said["archive_version"]),
            migrations=tuple(str(name) for name in said["migrations"]),
            rows={str(table): int(count) for table, count in said["rows"].items()},
            members=tuple(Member(**member) for member in said["members"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotABackup(f"its {MANIFEST} cannot be read") from error
    if not all(is_sound(member) for member in manifest.members):
        raise NotABackup(f"its {MANIFEST} names a file that no backup has")
    if DATABASE not in (member.name for member in manifest.members):
        raise NotABackup("it holds no database")
    return manifest


def is_sound(member: Member) -> bool:
    """Tell whether a manifest's line is one that a backup may have."""
    return (
        isinstance(member.name, str)
        and (member.name == DATABASE or is_upload(member.name))
        and type(member.size) is int
        and member.size >= 0
        and isinstance(member.sha256, str)
        and SHA256.fullmatch(member.sha256) is not None
    )


def is_upload(name: str) -> bool:
    """Tell whether a name stays inside the uploads on every system."""
    top, *below = name.split("/")
    return (
        top == UPLOADS
        and below != []
        and all(part not in {"", ".", ".."} for part in below)
        and not UNSAFE.search(name)
        # A surrogate stands for a byte that is no text.
        and not any("\ud800" <= sign <= "\udfff" for sign in name)
    )
