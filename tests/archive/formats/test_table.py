"""CSV and TSV: one article a row."""

import pytest

from archive.importing.records import CannotRead, Unreadable
from tests.archive.formats.samples import STORY, read, records


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_row_is_an_article_whatever_parts_its_cells(mark: str) -> None:
    rows = [["Title", "Date", "Body"], ["Port closed", "2025-10-30", f'"{STORY}"']]
    text = "\r\n".join(mark.join(row) for row in rows)
    [record] = records(text, name="a.csv")
    assert record.headline == "Port closed"
    assert str(record.published_on) == "2025-10-30"
    assert record.body == STORY


def test_cells_may_hold_lines_and_quotes() -> None:
    [record] = records('title,body\n"The ""Brovik""","One.\n\nTwo."\n', name="a.csv")
    assert record.headline == 'The "Brovik"'
    assert record.body == "One.\n\nTwo."


def test_what_an_export_says_of_itself_is_no_row() -> None:
    text = (
        "\ufeff# Query,harbour\r\n# Articles,1\r\nid,headline,body\r\n7,'=One,Two\r\n"
    )
    [record] = records(text, name="a.csv")
    assert record.carried_id == "7"
    assert record.headline == "=One"


def test_a_table_that_says_what_parts_its_cells_is_read() -> None:
    [record] = records(f"sep=;\r\nTitle;Text\r\nPort;{STORY}\r\n", name="a.csv")
    assert (record.headline, record.body) == ("Port", STORY)


def test_the_unicode_text_of_a_spreadsheet_is_a_table() -> None:
    text = f"Title\tDate\tText\nPort\t2025-10-30\t{STORY}\n"
    [record] = records(text.encode("utf-16"), name="a.txt")
    assert (record.headline, record.body) == ("Port", STORY)


def test_the_table_of_a_reference_manager_is_read() -> None:
    text = (
        '"Title","Publication Title","Abstract Note","Date","Manual Tags"\n'
        f'"Port","Brovik Courier","{STORY}","2025-10-30","ports; tolls"\n'
    )
    [record] = records(text, name="a.csv")
    assert (record.source, record.body) == ("Brovik Courier", STORY)
    assert record.tags == ("ports", "tolls")


def test_a_row_of_too_many_cells_is_named() -> None:
    found = read("title,body\na,b,c\nd,e\n", name="a.csv")
    assert found[0] == Unreadable("has 3 cells for 2 columns", 2)
    assert len(found) == 2


def test_a_table_without_known_columns_is_refused() -> None:
    with pytest.raises(CannotRead, match="names no column of headlines or texts"):
        read("a,b\n1,2\n", name="a.csv")
