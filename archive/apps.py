"""Names the archive application and has its checks known."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("Archive")

    def ready(self) -> None:
        from archive import checks  # noqa: F401  # importing it registers them
        from archive.importing.built_in import store_built_in_rules

        post_migrate.connect(store_built_in_rules, sender=self)
        from archive.people import signals

        signals.connect()
