"""Decides what becomes of each draft: new, known, changed, a duplicate or a copy."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice, product

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importing.decisions import Decision, Memory
from archive.importing.identity import identity_of
from archive.importing.kinship import CopyFinder
from archive.importing.lookups import (
    Kin,
    KnownFile,
    articles_held,
    bytes_decided_on,
    files_by_bytes,
    files_by_key,
)
from archive.importing.naming import Naming
from archive.importing.records import Draft
from archive.importing.relatives import Relatives
from archive.models import Article, Import, ImportedFile

Outcome = ImportedFile.Outcome
COMPARED = {
    "headline": gettext_lazy("headline"),
    "body": gettext_lazy("body"),
    "published_on": gettext_lazy("date"),
    "byline": gettext_lazy("byline"),
    "dateline": gettext_lazy("dateline"),
    "section": gettext_lazy("section"),
    "language": gettext_lazy("language"),
    "url": gettext_lazy("url"),
}
# Of the names that a draft's sources have or had, in all combinations.
NAMINGS_AT_MOST = 32


class Matcher:
    """Matches one batch with what the archive holds and what this run has decided."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        *,
        run: Import | None,
        listed: Collection[str],
        memory: Memory,
        finder: CopyFinder,
    ) -> None:
        self.drafts = drafts
        self.listed = listed
        self.memory = memory
        self.finder = finder
        self.naming = Naming(drafts)
        self.identities = {draft.key: self._identities(draft) for draft in drafts}
        self.known = files_by_key((draft.key for draft in drafts), run=run)
        strangers = [draft for draft in drafts if self._is_stranger(draft)]
        self.alike: defaultdict[str, list[KnownFile]] = defaultdict(list)
        for file in files_by_bytes(strangers, run=run) if strangers else ():
            self.alike[file.sha256].append(file)
        files = [self.known[draft.key] for draft in drafts if self._is_changed(draft)]
        self.held = articles_held(files) if files else set()
        self.decided_on = bytes_decided_on(files) if files else set()
        self.articles = (
            Article.objects.with_labels().in_bulk([file.article_id for file in files])
            if files
            else {}
        )

    def decide(self) -> list[Decision]:
        """Return what becomes of each draft, in their order."""
        settled = {draft.key: self._decide_known(draft) for draft in self.drafts}
        fresh = [draft for draft in self.drafts if settled[draft.key] is None]
        self.relatives = Relatives(
            fresh, self.identities, memory=self.memory, finder=self.finder
        )
        return [
            settled[draft.key] or self._decide_changed(draft) or self._decide_new(draft)
            for draft in self.drafts
        ]

    def _identities(self, draft: Draft) -> tuple[str, ...]:
        """Return the identities of a draft: under today's names, then under others.

        An original keeps the identity that it had under the names of its day.
        """
        names = map(self.naming.source_keys, (draft.source, *draft.credits))
        return tuple(
            identity_of(
                draft.text_digest,
                published_on=draft.published_on,
                headline="" if draft.headline_is_derived else draft.headline,
                source=source,
                credits=set(credits),
            )
            for source, *credits in islice(product(*names), NAMINGS_AT_MOST)
        )

    def _is_stranger(self, draft: Draft) -> bool:
        """Tell whether the key leads nowhere, or only to what stood in its place."""
        file = self.known.get(draft.key)
        if file is None:
            return True
        return draft.is_known_by_place and file.sha256 != draft.sha256

    def _is_changed(self, draft: Draft) -> bool:
        """Tell whether a draft is a new state of a file that owns its article."""
        file = self.known.get(draft.key)
        return (
            file is not None
            and file.original_id is not None
            and file.sha256 != draft.sha256
            and not draft.is_known_by_place
        )

    def _decide_known(self, draft: Draft) -> Decision | None:
        if self._is_stranger(draft):
            return self._decide_moved(draft)
        file = self.known[draft.key]
        return self._unchanged(draft, file) if file.sha256 == draft.sha256 else None

    def _decide_moved(self, draft: Draft) -> Decision | None:
        """Recognise a file by its bytes once its old name is gone from its folder."""
        for file in self.alike[draft.sha256]:
            if file.root != draft.root:
                continue
            if draft.is_known_by_place:
                return self._unchanged(draft, file)
            if file.key not in self.listed and file.key not in self.memory.moved:
                self.memory.moved.add(file.key)
                note = _("moved from {path}").format(path=file.path)
                return self._unchanged(draft, file, note=note)
        return None

    def _unchanged(self, draft: Draft, file: KnownFile, *, note: str = "") -> Decision:
        return Decision(
            draft=draft,
            outcome=Outcome.UNCHANGED,
            identity=self.identities[draft.key][0],
            article_id=file.article_id,
            original_id=file.original_id,
            note=note,
            is_trashed=file.is_trashed,
        )

    def _decide_changed(self, draft: Draft) -> Decision | None:
        """Update a file's article, unless a person or another file holds on to it."""
        if not self._is_changed(draft):
            return None
        file = self.known[draft.key]
        if file.article_id in self.held | self.memory.linked:
            return None
        article = self.articles[file.article_id]
        if article.edited_at and (article.pk, draft.sha256) in self.decided_on:
            note = _("edited by hand; this text was decided on before")
            return self._unchanged(draft, file, note=note)
        draft = _dated_as_before(draft, article)
        identity = self._identities(draft)[0]
        outcome, note = Outcome.UPDATED, ""
        copies: tuple[Kin, ...] = ()
        if article.edited_at:
            outcome = Outcome.KEPT_BOTH
            facts = ", ".join(self._differences(draft, article)) or _("bytes only")
            note = _("edited by hand; the file differs in: {facts}")
            note = note.format(facts=facts)
        else:
            self.memory.updated.add(article.pk)
            copies = self.relatives.copies_of(draft)
            self.memory.add(draft, identity=identity, article_id=article.pk)
        return Decision(
            draft=draft,
            outcome=outcome,
            identity=identity,
            article_id=article.pk,
            copies=copies,
            note=note,
            is_trashed=file.is_trashed,
        )

    def _differences(self, draft: Draft, article: Article) -> list[str]:
        names = [
            str(name)
            for fact, name in COMPARED.items()
            if getattr(draft, fact) != getattr(article, fact)
        ]
        source = article.source.key if article.source else ""
        if draft.source and self.naming.source_key(draft.source) != source:
            names.append(_("source"))
        credits = {credit.key for credit in article.credits.all()}
        if set(self.naming.credit_keys(draft)) != credits:
            names.append(_("credits"))
        return names

    def _decide_new(self, draft: Draft) -> Decision:
        identity, *others = self.identities[draft.key]
        kin = self.relatives.with_text_of(draft)
        same = {identity, *others}
        twin = next((k for k in kin if not same.isdisjoint(k.identities)), None)
        if twin is not None:
            if twin.article_id:
                self.memory.linked.add(twin.article_id)
            return Decision(
                draft=draft,
                outcome=Outcome.DUPLICATE,
                identity=identity,
                article_id=twin.article_id,
                kin=twin,
            )
        copies = self.relatives.copies_of(draft)
        self.memory.add(draft, identity=identity, article_id=None)
        return Decision(
            draft=draft,
            outcome=Outcome.COPY if copies else Outcome.CREATED,
            identity=identity,
            kin=copies[0] if copies else None,
            copies=copies,
        )


def _dated_as_before(draft: Draft, article: Article) -> Draft:
    """Keep the day that other files decided, which nobody has read this time."""
    if draft.published_on or article.published_on not in (draft.when.either or ()):
        return draft
    notes = (_("dated as before"), *draft.notes[1:])
    return replace(draft, published_on=article.published_on, notes=notes)
