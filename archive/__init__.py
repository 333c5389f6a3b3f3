"""The archive: articles, how they get in, how they are read and corrected."""

VERSION = "0.1.0"
