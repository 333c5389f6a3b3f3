"""Joins the data of RIS and BibTeX files to the files that they are about."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from archive.importing.formats import fields
from archive.importing.reading import Found, Reads
from archive.importing.records import FoundFile, Record, Unreadable

ENDINGS = (".ris", ".bib", ".bibtex")
# What data beside a file may give it, where it has none of its own.
GIVEN = ("headline", "source", "byline", "section", "language", "url", "tags")
Place = tuple[str, str]  # root and path


def read_joined(files: Sequence[FoundFile], *, reading: Reads) -> Iterator[Found]:
    """Yield every record of every file, with the data that stands beside it."""
    beside, gone = _look_beside(files, reading=reading)
    for file, found in _read(files, reading=reading):
        if isinstance(found, Record):
            place = file.root, file.path
            if target := gone.get((*place, found.place)):
                why = _("its data went to {path}").format(path=target)
                yield file, Unreadable(why, found.place, is_ignored=True)
                continue
            if found.place is None and place in beside:
                found = _joined(found, beside[place])
        yield file, found


def _read(files: Sequence[FoundFile], *, reading: Reads) -> Iterator[Found]:
    for file in files:
        yield from reading.read(file)


def _look_beside(
    files: Sequence[FoundFile], *, reading: Reads
) -> tuple[dict[Place, Record], dict[tuple[str, str, int | None], str]]:
    """Return the data for each file that has some, and which reference gave it."""
    data = [file for file in files if file.path.lower().endswith(ENDINGS)]
    if not data:
        return {}, {}
    names = _Names(files)
    beside: dict[Place, Record] = {}
    gone = {}
    for file, found in _read(data, reading=reading):
        if isinstance(found, Record) and (path := names.target(file, found)):
            beside.setdefault((file.root, path), found)
            gone[file.root, file.path, found.place] = path
    return beside, gone


class _Names:
    """The files of an import by their names, for data that names them."""

    def __init__(self, files: Sequence[FoundFile]) -> None:
        self.paths: set[Place] = set()
        self.by_name: defaultdict[Place, list[str]] = defaultdict(list)
        self.by_stem: defaultdict[Place, list[str]] = defaultdict(list)
        for file in files:
            path = PurePosixPath(file.path)
            if path.suffix.lower() not in ENDINGS:
                self.paths.add((file.root, file.path))
                self.by_name[file.root, path.name].append(file.path)
                self.by_stem[file.root, str(path.with_suffix(""))].append(file.path)

    def target(self, file: FoundFile, record: Record) -> str:
        """Return the path of the file that a reference is about, if any."""
        folder = PurePosixPath(file.path).parent
        for name in record.attached:
            written = PurePosixPath(name.replace("\\", "/"))
            if (file.root, path := str(folder / written)) in self.paths:
                return path
            named = self.by_name.get((file.root, written.name), [])
            if len(named) == 1:
                return named[0]
        stem = str(PurePosixPath(file.path).with_suffix(""))
        alike = self.by_stem.get((file.root, stem), [])
        return alike[0] if len(alike) == 1 and record.place == 1 else ""


def _joined(record: Record, data: Record) -> Record:
    """Return a record with what the data gives; its original holds both."""
    given = {name: getattr(data, name) for name in GIVEN if getattr(data, name)}
    day = data.when.day or record.when.day
    own = {name: getattr(record, name) for name in GIVEN} | given
    own |= {"date": day.isoformat() if day else "", "body": [record.body]}
    own |= {"id": record.carried_id, "credits": list(record.credits)}
    own |= {"byline": [own["byline"]], "tags": list(own["tags"])}
    said = {name: value for name, value in own.items() if value}
    return fields.record(
        said,
        data=fields.as_bytes(said),
        encoding="utf-8",
        format="joined",
        warnings=(*record.warnings, _("with the data of a reference")),
    )
