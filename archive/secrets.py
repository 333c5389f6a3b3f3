"""Makes the secrets of a new archive: its key and its administrator's password."""

import contextlib
import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.crypto import get_random_string

# Signs that are not taken for one another when a password is copied by hand.
CLEAR_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def read_secret_key(data_dir: Path) -> str:
    """Return the key, made on the first call and readable by its owner only."""
    path = data_dir / "secret_key"
    try:
        if not path.exists():
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            _make(path)
        key = path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"ARCHIVE_DATA_DIR: {path} cannot be made or read ({error.strerror})."
        ) from error
    if not key:
        raise ImproperlyConfigured(
            f"{path} is empty: delete it to have a new one made."
        )
    return key


def make_password() -> str:
    """Return four groups of four signs, some 79 bits, to be written down."""
    return "-".join(get_random_string(4, CLEAR_SIGNS) for _ in range(4))


def _make(path: Path) -> None:
    # Linked into place whole: of two processes that start at once one wins, and
    # neither reads half a key. mkstemp makes files that only their owner can read.
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
