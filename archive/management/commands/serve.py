"""Serves an archive that is set up."""

from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from archive import serving


class Command(BaseCommand):
    help = "Serve the archive at ARCHIVE_BIND until it is interrupted."
    requires_migrations_checks = True

    def handle(self, **options: Any) -> None:
        try:
            listener = serving.listen()
        except serving.AddressUnavailable as error:
            raise CommandError(str(error)) from error
        call_command("collectstatic", interactive=False, verbosity=0)
        serving.serve(listener, out=self.stdout)
