"""Texts that begin with their data: front matter, and lines of Key: value."""

import datetime

import pytest

from archive.importing.records import CannotRead
from tests.archive.formats.samples import MORE, STORY, one, read

OBJECT = '{"title": "Port closed", "date": "2025-10-30", "tags": ["ports", "2025"]}'
DAY = datetime.date(2025, 10, 30)


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Port closed\ndate: 2025-10-30\ntags: [ports, 2025]\n---\n",
        "+++\ntitle = 'Port closed'\ndate = 2025-10-30\ntags = ['ports', '2025']\n"
        "+++\n",
        f";;;\n{OBJECT}\n;;;\n",
        f"{OBJECT}\n\n",
    ],
)
def test_front_matter_gives_the_data_of_markdown(front: str) -> None:
    record = one(f"{front}\n{STORY}\n", name="a.md", format="headed")
    assert record.headline == "Port closed"
    assert record.published_on == DAY
    assert record.when.rule == "date"
    assert record.tags == ("ports", "2025")
    assert record.body == STORY


def test_lines_of_key_and_value_give_the_data_of_a_text() -> None:
    text = f"Title: Port closed\nDate: 30 October 2025\nAuthor: Ada Marsh\n\n{STORY}\n"
    record = one(text, name="a.txt", format="headed")
    assert record.headline == "Port closed"
    assert record.byline == "Ada Marsh"
    assert record.published_on == DAY
    assert record.body.strip() == STORY


def test_a_text_with_a_colon_in_its_first_line_is_no_list_of_data() -> None:
    record = one(f"Brovik: {STORY}\n\n{MORE}\n", name="a.txt", format="house")
    assert record.body.startswith("Brovik:")


def test_the_first_heading_of_markdown_is_its_headline() -> None:
    record = one(f"# Port closed\n\n{STORY}\n", name="a.md", format="headed")
    assert record.headline == "Port closed"
    assert record.body == STORY


def test_a_heading_that_says_the_title_again_is_no_text() -> None:
    text = f"---\ntitle: Port closed\n---\n# Port closed\n\n{STORY}\n"
    assert one(text, name="a.md", format="headed").body == STORY


def test_a_page_that_was_clipped_to_a_notebook_keeps_its_address() -> None:
    address = "https://courier.example/2025/10/30/port"
    record = one(
        f"---\ntitle: Port closed\nsource: {address}\nauthor:\n"
        f'  - "[[Ada Marsh]]"\ntags: [[ports]]\n---\n'
        "In [[Brovik|the town]].[[1]](#n) ![[map.png]]\n",
        name="a.md",
        format="headed",
    )
    assert (record.source, record.url) == ("", address)
    assert (record.byline, record.tags) == ("Ada Marsh", ("ports",))
    assert record.body == "In the town.[1]"


def test_markdown_is_read_as_plain_text() -> None:
    text = (
        "---\ntitle: Caf&eacute;s &amp; bars\n---\n**The** [harbour](https://example.org)"
        " is <em>closed</em>.\n\n{{< figure src=x.png >}}\n\n* one\n* two\n"
        "<script>alert(1)</script>\n"
    )
    record = one(text, name="a.md", format="headed")
    assert record.headline == "Cafés & bars"
    assert record.body == "The harbour is closed.\n\none\n\ntwo"


def test_a_day_that_does_not_exist_is_told() -> None:
    record = one(f"---\ndate: 2023-02-30\n---\n{STORY}", name="a.md", format="headed")
    assert record.published_on is None
    assert record.when.problem == "no such day"
    assert record.when.written == "2023-02-30"


@pytest.mark.parametrize(
    "front",
    [
        "---\na: [\n---\n",
        "---\n- one\n- two\n---\n",
        "+++\na = \n+++\n",
        "---\n"
        + "a: &a [x]\n"
        + "".join(f"b{n}: [*a, *a]\n" for n in range(30))
        + "---\n",
        "---\na: !!python/object/apply:os.system ['true']\n---\n",
    ],
)
def test_broken_front_matter_is_a_reason(front: str) -> None:
    with pytest.raises(CannotRead, match="front matter"):
        read(front + STORY, name="a.md")
