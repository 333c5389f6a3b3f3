"""Ends a process that works for another one together with that one."""

import os
import signal
import threading

ATTENDED = "ENDS_WITH_STANDARD_INPUT"


def end_with_parent() -> None:
    """End this process once its parent has ended; nothing if a person started it."""
    if ATTENDED not in os.environ:
        return
    # Ctrl-C reaches all processes of a terminal; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # Readers go first.
        os.nice(5)
    threading.Thread(target=_wait, name="parent", daemon=True).start()


def _wait() -> None:
    # A pipe that nobody writes to: it ends with whoever holds its other end. Not by
    # sys.stdin, whose lock this process would want when it ends by itself.
    os.read(0, 1)
    os._exit(1)
