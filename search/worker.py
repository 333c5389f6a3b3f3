"""Starts a process that works for another.

It imports little by itself: a new process comes here before Django is set up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading

import django


def start() -> None:
    """Set Django up, and end this process when the one that it works for is gone."""
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    # Ctrl-C reaches all processes of a terminal; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
