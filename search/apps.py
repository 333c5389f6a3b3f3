"""Names the search application and has it listen to changes."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = pgettext_lazy("noun", "Search")

    def ready(self) -> None:
        from search import receivers

        receivers.connect()
