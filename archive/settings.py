"""Wires the site together; what differs between machines comes from ARCHIVE_*."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from archive import environment, logs
from archive.backup import swapping
from archive.people import oidc
from archive.secrets import read_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

# What the person who runs the site decides
DATA_DIR = environment.read_folder("ARCHIVE_DATA_DIR", default=BASE_DIR / "var")
DEBUG = environment.read_flag("ARCHIVE_DEBUG", default=False)
HTTPS = environment.read_flag("ARCHIVE_HTTPS", default=False)
BIND_HOST, BIND_PORT = environment.read_address(
    "ARCHIVE_BIND", default="127.0.0.1:8000"
)
IS_LOCAL = environment.is_loopback(BIND_HOST)
# An archive that others can reach asks who they are.
PRIVATE = environment.read_flag("ARCHIVE_PRIVATE", default=False) or not IS_LOCAL
# Whether search engines may find an archive that asks nobody to sign in.
FINDABLE = environment.read_flag("ARCHIVE_FINDABLE", default=False)
HOSTS = environment.read_hosts("ARCHIVE_HOSTS")
if not IS_LOCAL and not HOSTS:
    raise ImproperlyConfigured(
        f"ARCHIVE_HOSTS is empty, but ARCHIVE_BIND={BIND_HOST}:{BIND_PORT} lets other "
        "machines in: write the names they know this one by."
    )
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *HOSTS]
PUBLIC_URL = environment.read_url("ARCHIVE_PUBLIC_URL")
TIME_ZONE = environment.read_time_zone("ARCHIVE_TIME_ZONE", default="UTC")
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
LANGUAGE_CODE = environment.read_translation(
    "ARCHIVE_PAGE_LANGUAGE", default="en-gb", folder=LOCALE_PATHS[0]
)
LANGUAGES_OF_ARTICLES = environment.read_languages("ARCHIVE_LANGUAGES", default="en")
# Processes that answer, and requests that each answers at the same time.
SERVER_WORKERS = environment.read_number(
    "ARCHIVE_WORKERS", default=1, at_least=1, at_most=64
)
SERVER_THREADS = environment.read_number(
    "ARCHIVE_THREADS", default=8, at_least=1, at_most=64
)
# Megabytes of memory that answers may keep for the next ones.
CACHE_MB = environment.read_number(
    "ARCHIVE_CACHE_MB", default=128, at_least=8, at_most=65_536
)

# Days after which the trash is emptied by itself; 0 for never.
TRASH_DAYS = environment.read_number(
    "ARCHIVE_TRASH_DAYS", default=0, at_least=0, at_most=36_500
)

# Who must show a code of an authenticator besides the password.
SECOND_FACTOR = environment.read_choice("ARCHIVE_SECOND_FACTOR", of=("editors", "all"))
# A server that knows the people already, if there is one.
OIDC_SERVER = environment.read_url("ARCHIVE_OIDC_SERVER")
OIDC_CLIENT = environment.read_text("ARCHIVE_OIDC_CLIENT", default="")
OIDC_SECRET = environment.read_text("ARCHIVE_OIDC_SECRET", default="")
OIDC_NAME = environment.read_text("ARCHIVE_OIDC_NAME", default="")

# Where the server puts a backup each night; none without it.
BACKUP_DIR = environment.read_folder_outside("ARCHIVE_BACKUP_DIR", of=DATA_DIR)

swapping.complete(DATA_DIR)

# A folder whose new files the server imports; none without it.
WATCH_FOLDER = environment.read_folder_outside("ARCHIVE_WATCH_FOLDER", of=DATA_DIR)
# How often the feeds that editors added are read; 0 for never by itself.
FEED_MINUTES = environment.read_number(
    "ARCHIVE_FEED_MINUTES", default=60, at_least=0, at_most=10_080
)
# What people may hand in at once, in the browser.
UPLOAD_MB = environment.read_number(
    "ARCHIVE_UPLOAD_MB", default=1_000, at_least=1, at_most=1_000_000
)
DATA_UPLOAD_MAX_NUMBER_FILES = 10_000

SECRET_KEY = read_secret_key(DATA_DIR)
INDEX_DIR = DATA_DIR / "index"
MEDIA_ROOT = DATA_DIR / "uploads"
# Called when the server starts: the archive need not know of search.
SERVER_HOOKS = [
    "archive.backup.using.hold",
    "archive.nightly.start_thread",
    "search.outbox.start_thread",
    "archive.trash.start_thread",
    "archive.piles.queue.start_thread",
    "archive.watching.start_thread",
    "archive.watched_feeds.schedule.start_thread",
]
# What the doctor asks besides the archive's own parts.
DOCTOR_HOOKS = ["search.doctor.findings"]
# What counts the articles that queries find.
SEARCH_COUNTER = "search.counting.count_articles"
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "archive.people.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "archive",
    "search",
]

MIDDLEWARE = [
    "archive.head_requests.WithoutBody",
    "django.middleware.security.SecurityMiddleware",
    "archive.crawlers.AskNotToIndex",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.sending.Packed",
    "archive.sending.Unchanged",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "archive.people.middleware.People",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "search.middleware.DrainAfterRequest",
]
if PRIVATE:
    MIDDLEWARE.insert(
        MIDDLEWARE.index("archive.people.middleware.People") + 1,
        "django.contrib.auth.middleware.LoginRequiredMiddleware",
    )

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.appearance.chosen_theme",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "db.sqlite3",
        # A thread that answers keeps its connection: opening one is dear.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer waits for its turn at BEGIN, not in the middle of its work.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: a power cut must not leave the index newer than the database.
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=FULL;"
                "PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-20000;"
            ),
        },
    }
}

# In memory: answers that are asked again, and pieces of pages, 10 kB for each article.
CACHES = {
    name: {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "OPTIONS": {"MAX_ENTRIES": 3_000},
    }
    for name in ("default", "template_fragments")
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

if OIDC_SERVER:
    oidc.check_installed()
    INSTALLED_APPS += oidc.APPS
    MIDDLEWARE.append("allauth.account.middleware.AccountMiddleware")
    ACCOUNT_ADAPTER = "archive.people.oidc_adapters.Accounts"
    SOCIALACCOUNT_ADAPTER = "archive.people.oidc_adapters.SingleSignOn"
    SOCIALACCOUNT_PROVIDERS = oidc.providers(
        OIDC_SERVER, name=OIDC_NAME, client=OIDC_CLIENT, secret=OIDC_SECRET
    )
    ACCOUNT_EMAIL_VERIFICATION = "none"
    ACCOUNT_PREVENT_ENUMERATION = False
    # Accounts that were here before are known by the address that it vouches for.
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
    SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

FORMAT_MODULE_PATH = "archive.number_formats"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF, *oidc.origins(OIDC_SERVER)],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Counted from when a session was last used.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS

LOGGING = logs.LOGGING
