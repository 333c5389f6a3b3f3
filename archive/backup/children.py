"""Runs commands in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def run_command(
    *arguments: str, data_dir: Path, stderr: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py on a data folder; its results are not wanted."""
    return subprocess.run(
        [sys.executable, Path(settings.BASE_DIR) / "manage.py", *arguments],
        env=os.environ | {"ARCHIVE_DATA_DIR": str(data_dir)},
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        text=True,
        check=False,
    )
