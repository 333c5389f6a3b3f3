"""Decides what becomes of each draft: new, known, changed, a duplicate or a copy."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from archive.importing.decisions import IN_TRASH, Decision, Memory
from archive.importing.identity import identity_of
from archive.importing.lookups import (
    Kin,
    KnownFile,
    articles_held,
    files_by_bytes,
    files_by_key,
    kin_of,
)
from archive.importing.naming import Naming
from archive.importing.records import Draft
from archive.models import Article, Import, ImportedFile

Outcome = ImportedFile.Outcome
COMPARED = ("headline", "body", "published_on", "byline", "dateline", "section",
            "language", "url")  # fmt: skip


class Matcher:
    """Matches one batch with what the archive holds and what this run has decided."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        *,
        run: Import | None,
        listed: Collection[str],
        memory: Memory,
    ) -> None:
        self.drafts = drafts
        self.listed = listed
        self.memory = memory
        self.naming = Naming(drafts)
        self.identities = {draft.key: self._identity(draft) for draft in drafts}
        self.known = {file.key: file for file in files_by_key(drafts, run=run)}
        strangers = [draft for draft in drafts if self._is_stranger(draft)]
        self.alike: defaultdict[str, list[KnownFile]] = defaultdict(list)
        for file in files_by_bytes(strangers, run=run) if strangers else ():
            self.alike[file.sha256].append(file)
        files = [self.known[draft.key] for draft in drafts if self._is_changed(draft)]
        self.held = articles_held(files) if files else set()
        self.articles = (
            Article.objects.with_labels().in_bulk([file.article_id for file in files])
            if files
            else {}
        )

    def decide(self) -> list[Decision]:
        """Return what becomes of each draft, in their order."""
        settled = {draft.key: self._decide_known(draft) for draft in self.drafts}
        self.stored = self._look_for_kin(
            [draft for draft in self.drafts if settled[draft.key] is None]
        )
        return [
            settled[draft.key] or self._decide_changed(draft) or self._decide_new(draft)
            for draft in self.drafts
        ]

    def _identity(self, draft: Draft) -> str:
        return identity_of(
            draft.text_digest,
            published_on=draft.published_on,
            headline="" if draft.headline_is_derived else draft.headline,
            source=self.naming.source_key(draft.source),
            credits=self.naming.credit_keys(draft),
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
                return self._unchanged(draft, file, note=f"moved from {file.path}")
        return None

    def _unchanged(self, draft: Draft, file: KnownFile, *, note: str = "") -> Decision:
        return Decision(
            draft=draft,
            outcome=Outcome.UNCHANGED,
            identity=self.identities[draft.key],
            article_id=file.article_id,
            original_id=file.original_id,
            note=_with_trash(note, file),
        )

    def _decide_changed(self, draft: Draft) -> Decision | None:
        """Update a file's article, unless a person or another file holds on to it."""
        if not self._is_changed(draft):
            return None
        file, identity = self.known[draft.key], self.identities[draft.key]
        if file.article_id in self.held | self.memory.linked:
            return None
        article = self.articles[file.article_id]
        outcome, note = Outcome.UPDATED, ""
        if article.edited_at:
            outcome = Outcome.KEPT_BOTH
            differing = ", ".join(self._differences(draft, article))
            note = f"edited by hand; the file differs in: {differing or 'bytes only'}"
        else:
            self.memory.updated.add(article.pk)
            self.memory.add(draft, identity=identity, article_id=article.pk)
        return Decision(
            draft=draft,
            outcome=outcome,
            identity=identity,
            article_id=article.pk,
            note=_with_trash(note, file),
        )

    def _differences(self, draft: Draft, article: Article) -> list[str]:
        names = [n for n in COMPARED if getattr(draft, n) != getattr(article, n)]
        source = article.source.key if article.source else ""
        if draft.source and self.naming.source_key(draft.source) != source:
            names.append("source")
        credits = {credit.key for credit in article.credits.all()}
        if set(self.naming.credit_keys(draft)) != credits:
            names.append("credits")
        return [name.replace("published_on", "date") for name in names]

    def _look_for_kin(self, drafts: Sequence[Draft]) -> dict[str, list[Kin]]:
        """Return stored articles by the digest of their text and by what they were."""
        found: defaultdict[str, list[Kin]] = defaultdict(list)
        texts = {self.identities[draft.key]: draft.text_digest for draft in drafts}
        for kin in kin_of(texts) if texts else ():
            for name in {kin.text_digest, *kin.identities}:
                found[name].append(kin)
        return found

    def _decide_new(self, draft: Draft) -> Decision:
        identity = self.identities[draft.key]
        stored = [
            *self.stored.get(draft.text_digest, ()),
            *self.stored.get(identity, ()),
        ]
        kin = [k for k in stored if k.article_id not in self.memory.updated]
        kin += self.memory.kin.get(draft.text_digest, ())
        twin = next((k for k in kin if identity in k.identities), None)
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
        # A standing headline without text is no story that could have copies.
        others = [k for k in kin if k.has_body and k.text_digest == draft.text_digest]
        grouped = sorted(others, key=lambda k: k.group_id is None)
        other = grouped[0] if draft.body and grouped else None
        self.memory.add(draft, identity=identity, article_id=None)
        return Decision(
            draft=draft,
            outcome=Outcome.COPY if other else Outcome.CREATED,
            identity=identity,
            kin=other,
        )


def _with_trash(note: str, file: KnownFile) -> str:
    """Add to a note that the file's article is in the trash, if it is."""
    in_trash = f"article {file.article_id} {IN_TRASH}" if file.is_trashed else ""
    return "; ".join(filter(None, (note, in_trash)))
