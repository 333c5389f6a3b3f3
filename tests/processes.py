"""Runs manage.py as a person does: in a process and a data folder of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 120
# Where Linux tells of processes.
PROCESSES = Path("/proc")
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def environment(data_dir: Path, **variables: str) -> dict[str, str]:
    """Return this process's environment with only these ARCHIVE_* variables."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ARCHIVE_", "DJANGO_"))
    }
    return kept | {"ARCHIVE_DATA_DIR": str(data_dir)} | variables


def manage(*arguments: str, data_dir: Path, **variables: str) -> tuple[int, str]:
    """Run manage.py to its end; return the exit code and all that was said."""
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env=environment(data_dir, **variables),
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_START,
    )
    return done.returncode, done.stdout + done.stderr


@dataclass
class Server:
    """A running archive."""

    address: str
    said: str
    process: subprocess.Popen[str]

    @property
    def place(self) -> str:
        """Host and port."""
        return self.address.removeprefix("http://")

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Return status and text of a page."""
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with NO_PROXY.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def workers(self) -> list[int]:
        """Return the processes that answer beside its own."""
        found = PROCESSES.glob(f"{self.process.pid}/task/*/children")
        children = " ".join(path.read_text() for path in found).split()
        lines = {child: PROCESSES / child / "cmdline" for child in children}
        return [
            int(child)
            for child, line in lines.items()
            if "spawn_main" in line.read_text()
        ]

    def stop(self) -> int:
        """Ask the server to end; return its exit code and keep its last words."""
        self.process.send_signal(signal.SIGTERM)
        rest, _ = self.process.communicate(timeout=30)
        self.said += rest
        return self.process.returncode


@contextlib.contextmanager
def running(*arguments: str, data_dir: Path, **variables: str) -> Iterator[Server]:
    """Run a command of manage.py that serves, until the block ends."""
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [sys.executable, ROOT / "manage.py", *arguments],
        env=environment(data_dir, ARCHIVE_BIND=address, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = ""
        while "The archive is at" not in said:
            line = process.stdout.readline()
            assert line, f"ended before it served:\n{said}"
            said += line
        yield Server(f"http://{address}", said, process)
    finally:
        process.kill()
        process.communicate()
