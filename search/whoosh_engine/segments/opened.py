"""Opens each segment once a process: a segment never changes, and threads share it."""

from __future__ import annotations

import threading
from pathlib import Path
from weakref import WeakValueDictionary

from search.whoosh_engine.segments.arrayfile import DamagedFile
from search.whoosh_engine.segments.segment import Segment

_opened: WeakValueDictionary[Path, Segment] = WeakValueDictionary()
_lock = threading.Lock()


def open_segment(path: Path, *, documents: int) -> Segment:
    """Return the segment of a file, opened as long as anyone holds it.

    Raises DamagedFile when it is not whole, or not of so many documents.
    """
    with _lock:
        segment = _opened.get(path)
    if segment is None:
        segment = Segment(path, name=path.stem)
        with _lock:
            segment = _opened.setdefault(path, segment)
    if segment.doc_count != documents:
        raise DamagedFile(f"{path.name} does not hold what the index says")
    return segment
