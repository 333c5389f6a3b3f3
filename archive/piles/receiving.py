"""Writes what a browser sends to a folder while it arrives."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(Exception):
    """More was sent than may be handed in at once."""


class Received(UploadedFile):  # type: ignore[type-arg]  # not generic when run
    """A file that lies in the folder, closed, under a number for its name."""

    def __init__(self, path: Path, *, name: str, size: int) -> None:
        super().__init__(None, name, None, size)
        self.path = path

    def close(self) -> None:
        """Do nothing: thousands of files are not kept open."""


class ToFolder(FileUploadHandler):
    """Receives files one by one, and no more of them than there may be.

    most: bytes in all. OSError is raised where the disk is full.
    """

    def __init__(self, folder: Path, *, most: int) -> None:
        super().__init__()
        self.folder, self.left = folder, most
        self._count = 0
        self._file: BinaryIO | None = None

    def new_file(self, *args: object, **options: object) -> None:
        super().new_file(*args, **options)  # type: ignore[arg-type]  # handed through
        self._count += 1
        self._path = self.folder / str(self._count)
        self._file = self._path.open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self._file is not None
        self.left -= len(raw_data)
        if self.left < 0:
            raise TooLarge
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        self.close()
        name = self.file_name or ""
        return Received(self._path, name=name, size=file_size)

    def close(self) -> None:
        """Let go of the file that is open, if one is."""
        if self._file is not None:
            self._file.close()
            self._file = None
