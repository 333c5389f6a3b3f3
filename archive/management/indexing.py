"""Brings the index up to date after a command that changed articles."""

from django.core.management import BaseCommand, CommandError, call_command


def update_index(command: BaseCommand, *, verbosity: int, done: str) -> None:
    """Run update_index; when it cannot, say so and what is done all the same."""
    try:
        call_command(
            "update_index",
            verbosity=verbosity,
            stdout=command.stdout,
            stderr=command.stderr,
        )
    except CommandError as error:
        command.stderr.write(f"{done}, the index is not up to date: {error}")
