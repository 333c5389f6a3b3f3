"""Says what the server logs, and how."""

import logging


class ForOperator(logging.Formatter):
    """Says in one line what is no fault of the program, by our settings' names."""

    def format(self, record: logging.LogRecord) -> str:
        bare = logging.makeLogRecord(record.__dict__ | {"exc_info": None})
        return super().format(bare).replace("ALLOWED_HOSTS", "ARCHIVE_HOSTS")


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "full": {"format": "{asctime} {levelname} {message}", "style": "{"},
        "line": {
            "()": "archive.logs.ForOperator",
            "fmt": "{asctime} {levelname} {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "full"},
        "console_line": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A page that is not there is the visitor's to see, not the log's.
        "django.request": {"level": "ERROR"},
        # So is a wrong host name, but whoever set the names wants to read it.
        "django.security": {"handlers": ["console_line"], "propagate": False},
        "waitress.queue": {"level": "ERROR"},
    },
}
