"""Tells day from month in dates like 04/03/2019 by the other dates of a pile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.importing.dates import DayOrder
from archive.importing.records import Draft, Entry

# How much is held back until another date decides; then it is undated.
MOST_HELD = 2_000
MOST_HELD_BYTES = 20_000_000
# What to note of a day, by the order of its date: as it was asked for, as in the other
# dates of its file, or as in those of the import.
Notes = dict[str, Promise]
ASKED: Notes = {
    "day first": _("read day first, as was asked: “{written}”"),
    "month first": _("read month first, as was asked: “{written}”"),
}
OF_FILE: Notes = {
    "day first": _("read day first, as in other dates of the file: “{written}”"),
    "month first": _("read month first, as in other dates of the file: “{written}”"),
}
OF_IMPORT: Notes = {
    "day first": _("read day first, as in other dates of the import: “{written}”"),
    "month first": _("read month first, as in other dates of the import: “{written}”"),
}


class DayOrders:
    """The orders of day and month that were seen, by file and in all."""

    def __init__(self, *, given: DayOrder = "") -> None:
        self.given = given
        self.by_file: defaultdict[str, set[DayOrder]] = defaultdict(set)
        self.in_all: set[DayOrder] = set()

    def note(self, file: str, order: DayOrder) -> None:
        """Remember a date that only one order can read."""
        if order:
            self.by_file[file].add(order)
            self.in_all.add(order)

    def of(self, file: str) -> tuple[DayOrder, Notes]:
        """Return the one order of a file's dates, and what to note; none when torn."""
        seen, notes = self.by_file.get(file), OF_FILE
        if not seen and self.given:
            return self.given, ASKED
        if not seen:
            seen, notes = self.in_all, OF_IMPORT
        return (next(iter(seen)), notes) if len(seen) == 1 else ("", {})


def decide_days(entries: Iterable[Entry], *, orders: DayOrders) -> Iterator[Entry]:
    """Yield the drafts in their order, with the days that other dates decide."""
    held: list[Entry] = []
    size = 0
    for entry in entries:
        is_draft = isinstance(entry, Draft)
        if isinstance(entry, Draft):
            orders.note(_file(entry), entry.when.order)
        if not held and not (is_draft and _is_open(entry)):
            yield entry
            continue
        held.append(entry)
        size += len(entry.record.data) if isinstance(entry, Draft) else 0
        if len(held) >= MOST_HELD or size >= MOST_HELD_BYTES:
            yield from (_decided(e, orders=orders) for e in held)
            held, size = [], 0
    yield from (_decided(e, orders=orders) for e in held)


def _is_open(entry: Entry) -> bool:
    return isinstance(entry, Draft) and entry.when.either is not None


def _file(draft: Draft) -> str:
    place = f":{draft.record.place}"
    return f"{draft.root}/{draft.path.removesuffix(place)}"


def _decided(entry: Entry, *, orders: DayOrders) -> Entry:
    if not isinstance(entry, Draft) or entry.when.either is None:
        return entry
    order, notes = orders.of(_file(entry))
    if not order:
        return entry
    day = entry.when.either[order == "month first"]
    note = str(notes[order]).format(written=entry.when.written)
    return replace(entry, published_on=day, notes=(note, *entry.notes[1:]))
