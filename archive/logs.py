"""Formats what the server logs."""

import logging


class ForOperator(logging.Formatter):
    """Says in one line what is no fault of the program, by our settings' names."""

    def format(self, record: logging.LogRecord) -> str:
        bare = logging.makeLogRecord(record.__dict__ | {"exc_info": None})
        return super().format(bare).replace("ALLOWED_HOSTS", "ARCHIVE_HOSTS")
