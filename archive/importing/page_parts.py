"""Tells what browsers save beside a page, pictures and frames, from articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy

from archive.importing.records import FoundFile

PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
# How such a folder is called, after its page, in the languages that browsers speak.
FOLDER = re.compile(
    r"[._-](?:files?|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer"
    r"|tiedostot|pliki|soubory|dosyalar|datoteke|fitxers|failid|fajlovi)/",
    re.IGNORECASE,
)
REASON = gettext_lazy("part of a saved page")


def without_page_parts(files: Sequence[FoundFile]) -> Iterator[FoundFile]:
    """Yield the files, those in the folder of a saved page as ignored."""
    pages = {
        (file.root, file.path[: ending.start()])
        for file in files
        if (ending := PAGE.search(file.path))
    }
    for file in files:
        names = (file.path[: end.start()] for end in FOLDER.finditer(file.path))
        if any((file.root, name) in pages for name in names):
            yield replace(file, problem=str(REASON), is_ignored=True)
        else:
            yield file
