"""What is kept to find copies: sketches of texts, and what people said of them."""

from django.db import models

from archive.models.articles import Article
from archive.models.corrections import Correction


class ArticleSketch(models.Model):
    """What a text is looked up by among others that have nearly the same words.

    A new text gets a new row: who holds sketches reads on from the last one it has.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="sketch")
    text_digest = models.CharField(max_length=64, help_text="Of the text it is of.")
    keys = models.BinaryField(help_text="Empty for a text too short to have copies.")

    def __str__(self) -> str:
        return f"sketch of article {self.article_id}"


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
        constraints = [
            models.UniqueConstraint(
                fields=["ruling", "article"], name="ruling_has_one_side_for_each"
            ),
        ]

    def __str__(self) -> str:
        return f"article {self.article_id} in ruling {self.ruling_id}"
