"""Says by what a file is known again, and when two texts are the same article."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable

from archive.text import digest


def file_key(root: str, path: str) -> str:
    """Return what a file is known by: the folder that was named, and its path there."""
    return _exactly(root, path)


def record_key(root: str, *, path: str, place: int | None, carried_id: str) -> str:
    """Return what a record is known by: the id it carries, else where it stands."""
    if carried_id:
        return _exactly(root, "#", carried_id)
    if place is not None:
        return _exactly(root, path, f":{place}")
    return file_key(root, path)


def identity_of(
    text_digest: str,
    *,
    published_on: datetime.date | None,
    headline: str,
    source: str,
    credits: Iterable[str],
) -> str:
    """Return what two readings of one article have in common.

    headline: as read; empty when it was derived, since it then follows from the text.
    source, credits: keys of the sources they stand for.
    """
    day = published_on.isoformat() if published_on else ""
    return digest(text_digest, day, headline, source, *sorted(credits))


class Claims:
    """The keys that one import has given out, so that no two records share one."""

    def __init__(self) -> None:
        self._given: set[bytes] = set()
        self._repeats: Counter[bytes] = Counter()

    def has_given(self, key: str) -> bool:
        """Tell whether a record has the key already."""
        return bytes.fromhex(key)[:16] in self._given

    def claim(self, key: str, *, sha256: str) -> str:
        """Return the key, or another that follows from it when it is taken.

        Two lines may carry one id, and two folders of one name be imported together:
        the second must not be taken for a new state of the first.
        """
        short = bytes.fromhex(key)[:16]
        if short not in self._given:
            self._given.add(short)
            return key
        again = bytes.fromhex(_exactly(key, sha256))[:16]
        self._repeats[again] += 1
        return _exactly(key, sha256, str(self._repeats[again]))


def _exactly(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
