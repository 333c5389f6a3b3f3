"""Copies of one story: their groups, what finds them, what people said of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models.articles import Article
from archive.models.corrections import Correction


class CopyGroupQuerySet(models.QuerySet["CopyGroup"]):
    """Copy groups by what they are asked for."""

    def undecided(self) -> CopyGroupQuerySet:
        """Keep those of several live articles that nobody has called copies yet."""
        members = Article.objects.live().filter(copy_group=OuterRef("pk")).order_by()
        return self.filter(Exists(members[1:2]), decided_at=None)


class CopyGroup(models.Model):
    """The articles that tell one story in the same words, or nearly so."""

    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(
        null=True,
        default=timezone.now,
        help_text="Empty until a person says whether these are copies.",
    )

    objects = CopyGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy group")
        verbose_name_plural = _("copy groups")

    def __str__(self) -> str:
        return gettext("copy group {number}").format(number=self.pk)


class ArticleSketch(models.Model):
    """What a text is looked up by among others that have nearly the same words.

    A new text gets a new row: who holds sketches reads on from the last one it has.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="sketch")
    text_digest = models.CharField(max_length=64, help_text="Of the text it is of.")
    keys = models.BinaryField(help_text="Empty for a text too short to have copies.")

    class Meta:
        verbose_name = _("article sketch")
        verbose_name_plural = _("article sketches")

    def __str__(self) -> str:
        return gettext("sketch of article {number}").format(number=self.article_id)


class CopyRuling(models.Model):
    """What a person said of some articles: which of them are copies of which."""

    made_at = models.DateTimeField(auto_now_add=True)
    correction = models.ForeignKey(
        Correction,
        models.CASCADE,
        null=True,
        related_name="copy_rulings",
        help_text="What carried it out; undone, it stands no longer.",
    )
    stands = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"ruling {self.pk} on copies"


class RuledArticle(models.Model):
    """An article that a ruling is about: those on one side are copies, others not."""

    ruling = models.ForeignKey(CopyRuling, models.CASCADE, related_name="articles")
    article = models.ForeignKey(Article, models.CASCADE, related_name="rulings")
    side = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("ruled article")
        verbose_name_plural = _("ruled articles")
        constraints = [
            models.UniqueConstraint(
                fields=["ruling", "article"], name="ruling_has_one_side_for_each"
            ),
        ]

    def __str__(self) -> str:
        said = gettext("article {number} in ruling {ruling} on copies")
        return said.format(number=self.article_id, ruling=self.ruling_id)
