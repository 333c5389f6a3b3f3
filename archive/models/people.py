"""What the archive keeps of people besides their accounts."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SignIn(models.Model):
    """A browser in which a person is signed in; it goes with its session."""

    session = models.OneToOneField(Session, models.CASCADE)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins"
    )
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        said = gettext("{person} at {address}")
        return said.format(person=self.person, address=self.address)


class FailedSignIn(models.Model):
    """A sign-in that failed, or is being tried; kept for as long as it counts."""

    name_digest = models.CharField(
        max_length=64, help_text="Not the name: a password may be typed there."
    )
    address = models.CharField(max_length=45)
    tried_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-tried_at"]

    def __str__(self) -> str:
        return f"{self.address} at {self.tried_at}"


class SecondFactor(models.Model):
    """A person's authenticator, and the digests of codes to recover with."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor"
    )
    secret = models.CharField(max_length=64)
    last_step = models.PositiveBigIntegerField(
        default=0, help_text="The half minute of the last code, which counts once."
    )
    recovery_digests = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")

    def __str__(self) -> str:
        return gettext("second factor of {person}").format(person=self.person)


class FeedKey(models.Model):
    """What the addresses of a person's feeds are made from, with the secret key."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_key"
    )
    value = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("feed key")
        verbose_name_plural = _("feed keys")

    def __str__(self) -> str:
        return gettext("feeds of {person}").format(person=self.person)
