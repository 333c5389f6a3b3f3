"""Measures the search engine; importing it sets Django up in a folder of its own."""

import os
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
WORKSHOP = ROOT / "build" / "bench"

# Worker processes import this package before anything of the site's.
os.environ["ARCHIVE_DATA_DIR"] = str(WORKSHOP / "archive")
os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
django.setup()
