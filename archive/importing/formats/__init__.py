"""The formats that articles are read from; a new one is a module and a line here."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.utils.translation import gettext as _

from archive.importing.formats import recognising as seen
from archive.importing.formats.reader import Reader
from archive.importing.records import CannotRead, Record
from archive.locally import counted

HEAD_BYTES = 4_096
Test = Callable[[bytes, str], bool]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, which is its module's, and how it is recognised."""

    name: str
    recognises: Test  # by the first bytes of a file and its ending
    needs: str = ""  # a package that only `make formats` installs
    keeps_fields: bool = False  # an original is the JSON of its fields
    is_packed: bool = False  # a small file may hold far more

    @property
    def reader(self) -> Reader:
        """The module that reads it, loaded when a file asks for it."""
        try:
            return import_module(f"{__name__}.{self.name}")
        except ModuleNotFoundError as error:
            if not self.needs:
                raise
            missing = _("needs {package}, which is not installed: run `make formats`")
            raise CannotRead(missing.format(package=self.needs)) from error


# In the order they are asked; the first that knows a file reads it.
FORMATS = (
    Format("house", seen.is_house),
    Format("pdf", seen.is_pdf, needs="pypdf", is_packed=True),
    Format("rtf", seen.is_rtf, needs="striprtf"),
    Format("docx", seen.is_docx, is_packed=True),
    Format("warc", seen.is_warc, needs="warcio", is_packed=True),
    Format("own", seen.is_own),
    Format("jsonl", seen.is_jsonl),
    Format("json_file", seen.is_json),
    Format("wxr", seen.is_wxr, keeps_fields=True),
    Format("feed", seen.is_feed, keeps_fields=True),
    Format("newsml", seen.is_newsml),
    Format("mhtml", seen.is_mhtml),
    Format("mbox", seen.is_mbox),
    Format("mail", seen.is_mail),
    Format("page", seen.is_page),
    Format("ris", seen.is_ris, keeps_fields=True),
    Format("bibtex", seen.is_bibtex, needs="bibtexparser", keeps_fields=True),
    Format("nexis", seen.is_nexis),
    Format("factiva", seen.is_factiva),
    Format("headed", seen.is_headed),
    Format("table", seen.is_table, keeps_fields=True),
    Format("house", seen.is_text),
    Format("joined", seen.is_nothing, keeps_fields=True),
)
BY_NAME = {format.name: format for format in FORMATS}


def format_of(head: bytes, *, suffix: str) -> Format | None:
    """Return the format of a file, by its first bytes; its ending is a hint."""
    return next((f for f in FORMATS if f.recognises(head, suffix)), None)


def reread(data: bytes, format: str, encoding: str) -> Record:
    """Read an original again: its bytes are a file that holds nothing else.

    Raises CannotRead when no format of today reads them as one record.
    """
    known = BY_NAME.get(format)
    if known is None:
        raise CannotRead(_("no format is called {name}").format(name=format))
    if known.keeps_fields:
        fields = import_module(f"{__name__}.fields")
        record: Record = fields.record_again(data, format=format)
        return record
    records = [r for r in known.reader.read(io.BytesIO(data)) if isinstance(r, Record)]
    if len(records) != 1:
        articles = counted(len(records), "article")
        raise CannotRead(_("the original holds {articles}").format(articles=articles))
    return records[0]
