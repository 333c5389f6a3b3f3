"""What can become of a draft, and what a run must remember of its own decisions."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from archive.importing.kinship import Shelf
from archive.importing.lookups import OWNING, Kin
from archive.importing.records import Draft
from archive.models import ImportedFile

Noted = ImportedFile.Noted
# What a draft repeats, and the same of an article in the trash.
SAME = _("same as {article}"), _("same as {article}, which is in the trash")
SAME_TEXT = (
    _("same text as {article}"),
    _("same text as {article}, which is in the trash"),
)
NEARLY = (
    _("nearly the same text as {article}"),
    _("nearly the same text as {article}, which is in the trash"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What becomes of a draft."""

    draft: Draft
    outcome: ImportedFile.Outcome
    identity: str
    article_id: int | None = None  # when it has one already
    original_id: int | None = None
    kin: Kin | None = None  # what it is a duplicate or a copy of
    copies: tuple[Kin, ...] = ()  # all that it is a copy of
    note: str = ""
    is_trashed: bool = False  # the article that it has already

    def reason(self, *, kin_id: int | None) -> str:
        """Return what to tell of it; kin_id: of the article that it is the same as."""
        if self.kin is not None:
            found = self._repeats(self.kin, kin_id=kin_id)
        elif self.outcome == ImportedFile.Outcome.UNCHANGED:
            found = []
        else:
            found = [*self.draft.notes]
        trash = in_trash(self.article_id) if self.is_trashed else ""
        return "; ".join(filter(None, (*found, self.note, trash)))

    def noted(self) -> str:
        """Return what reports count of it, in codes."""
        is_read = self.outcome in OWNING
        is_undated = is_read and self.draft.published_on is None
        found = {
            Noted.UNDATED: is_undated,
            Noted.NO_DAY: is_undated and self.draft.when.problem,
            Noted.TRAILER: is_read and self.draft.has_trailer,
            Noted.TRASH: self.kin.is_trashed if self.kin else self.is_trashed,
        }
        return " ".join(code for code, is_so in found.items() if is_so)

    def _repeats(self, kin: Kin, *, kin_id: int | None) -> list[str]:
        number = _("article {number}").format(number=kin_id) if kin_id else ""
        named = ", ".join(filter(None, [number, kin.path]))
        if self.outcome == ImportedFile.Outcome.DUPLICATE:
            return [SAME[kin.is_trashed].format(article=named)]
        is_equal = kin.text_digest == self.draft.text_digest
        alike = SAME_TEXT if is_equal else NEARLY
        return [*self.draft.notes, alike[kin.is_trashed].format(article=named)]


def in_trash(number: int | None) -> str:
    """Say that the article of a file lies in the trash."""
    return _("article {number} is in the trash").format(number=number)


class Memory:
    """What was decided and is not in the database yet: by a batch, or by a dry run."""

    def __init__(self) -> None:
        self.kin: defaultdict[str, list[Kin]] = defaultdict(list)
        self.by_key: dict[str, Kin] = {}
        self.shelf = Shelf()
        self.linked: set[int] = set()  # articles that another file repeats
        self.updated: set[int] = set()  # articles whose text in the database is old
        self.moved: set[str] = set()  # keys of files found under a new name

    def close(self) -> None:
        """Forget what is remembered."""
        self.shelf.close()

    def add(self, draft: Draft, *, identity: str, article_id: int | None) -> None:
        """Remember an article as it will be."""
        kin = self.by_key[draft.key] = Kin(
            key=draft.key,
            path=draft.path,
            text_digest=draft.text_digest,
            identities=(identity,),
            has_body=bool(draft.body),
            article_id=article_id,
        )
        self.kin[draft.text_digest].append(kin)
