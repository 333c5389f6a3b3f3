"""Rules: what turns the header and trailer lines of texts into data."""

from __future__ import annotations

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.importing.codes import rule_in_words
from archive.importing.patterns import (
    DATE_WORDS,
    LONGEST_PATTERN,
    Pattern,
    WrongPattern,
    parse,
)
from archive.importing.trailers import DECORATION

# What lines are stripped of before they are read, but for the marks of patterns.
PLAIN_DECORATION = DECORATION.replace("[", "").replace("]", "").replace("*", "")


class RuleQuerySet(models.QuerySet["Rule"]):
    """Rules by what they are asked for."""

    def active(self) -> RuleQuerySet:
        """Keep the rules that texts are read by."""
        return self.filter(is_active=True)


class Rule(models.Model):
    """A line that is data: where it stands, how it is written, what it gives."""

    class Place(models.TextChoices):
        HEADER = "header", _("at the beginning")
        TRAILER = "trailer", _("at the end")

    name = models.CharField(
        _("name"),
        max_length=100,
        unique=True,
        help_text=_("What the history of articles calls it."),
    )
    place = models.CharField(_("where it stands"), max_length=7, choices=Place)
    pattern = models.CharField(
        _("the line"),
        max_length=LONGEST_PATTERN,
        help_text=_(
            "The line as it stands in texts, with capitals in the place of what is to "
            "be read: DATE, or DAY, MONTH and YEAR; NAMES of whom the text rests on; "
            "SECTION; BYLINE. Write * for whatever else stands there, [of|by] for what "
            "may be missing, {report|story} for one of several: “Filed by BYLINE, "
            "DAY.MONTH.YEAR [*]”. A line from which nothing is read is left out of "
            "the text."
        ),
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Whom every text with this line rests on."),
    )
    known_names_only = models.BooleanField(
        _("only names that are known"),
        default=False,
        help_text=_(
            "Take the line only when its NAMES are those of sources in the archive, or "
            "of news agencies."
        ),
    )
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=10,
        help_text=_("Of several rules that fit, the lowest reads the line."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    is_built_in = models.BooleanField(
        _("comes with the archive"), default=False, editable=False
    )

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["place", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__in=["header", "trailer"]),
                name="rule_place_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(pattern=""), name="rule_is_written"
            ),
        ]

    def __str__(self) -> str:
        return rule_in_words(self.name)

    def clean(self) -> None:
        self.__dict__.pop("ready", None)  # made of another pattern, maybe
        try:
            ready = self.ready
        except WrongPattern as error:
            raise ValidationError({"pattern": str(error)}) from error
        if self.known_names_only and "NAMES" not in ready.words:
            said = gettext("No NAMES stand in the line.")
            raise ValidationError({"known_names_only": said})

    @cached_property
    def ready(self) -> Pattern:
        """The pattern, ready to read lines that stand without their decoration.

        Raises WrongPattern.
        """
        return parse(self.pattern.strip(PLAIN_DECORATION))

    @property
    def reading(self) -> tuple[str, ...]:
        """All that decides what it reads."""
        known = "known" if self.known_names_only else ""
        return self.place, self.pattern, self.credit, known

    @property
    def gives_date(self) -> bool:
        """Whether it reads a date."""
        return bool(self.ready.words & DATE_WORDS)

    @property
    def gives(self) -> str:
        """What it reads, in words."""
        words = self.ready.words
        credit = gettext("credit {name}").format(name=self.credit)
        given = (
            (self.gives_date, gettext("date")),
            (self.credit, credit),
            ("NAMES" in words, gettext("credits")),
            ("SECTION" in words, gettext("section")),
            ("BYLINE" in words, gettext("byline")),
        )
        told = ", ".join(name for is_given, name in given if is_given)
        return told or gettext("nothing: the line is left out")
