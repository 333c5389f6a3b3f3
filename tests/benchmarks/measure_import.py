"""Measures how many articles a second an import stores, on made-up articles."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Import a pile into a new archive, then again, and print both speeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pile", type=Path, help="folder, zip or file to import")
    pile = parser.parse_args().pile.resolve()
    with tempfile.TemporaryDirectory() as data_dir:
        os.environ |= {
            "ARCHIVE_DATA_DIR": data_dir,
            "DJANGO_SETTINGS_MODULE": "archive.settings",
        }
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        from archive.importing.pipeline import import_articles

        call_command("migrate", verbosity=0)
        for name in ("dry run", "first import", "second import"):
            begun = time.perf_counter()
            report = import_articles([pile], dry_run=name == "dry run")
            seconds = time.perf_counter() - begun
            print(f"{name:14} {report.total / seconds:8,.0f} a second: {report}")


if __name__ == "__main__":
    main()
