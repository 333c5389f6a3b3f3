#!/usr/bin/env python
"""Runs the archive's management commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Django is not installed here: run `make .venv`, then `.venv/bin/python manage.py`"
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
