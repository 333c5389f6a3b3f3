"""The site's settings in a data folder of their own that goes when the tests end."""

import atexit
import os
import shutil
import tempfile

_data_dir = tempfile.mkdtemp(prefix="archive-tests-")
atexit.register(shutil.rmtree, _data_dir, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("ARCHIVE_")]:
    del os.environ[_name]
os.environ["ARCHIVE_DATA_DIR"] = _data_dir

from archive.settings import *  # noqa: E402, F403

# Tests need no collected files, and no slow passwords.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
