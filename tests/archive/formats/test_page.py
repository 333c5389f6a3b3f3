"""Saved web pages: the article's text, and what the page says of it."""

import pytest

from archive.importing.records import CannotRead
from tests.archive.formats.samples import MORE, STORY, one, read

LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},
 {"@type": ["NewsArticle"], "headline": "Port &amp; bridge closed",
 "datePublished": "2025-10-30T23:30:00-08:00", "author": {"name": "Ada Marsh"},
 "publisher": {"name": "Brovik Courier"}, "keywords": ["ports", "strikes"]}]}
</script>"""


def page(head: str = "", *, title: str = "", body: str = "", start: str = "") -> str:
    """Return a page with a menu, an article and a footer."""
    paragraphs = "".join(
        f"<p>{part}</p>" for part in (STORY, MORE, STORY[::1] + " Again.")
    )
    return (
        f"<!DOCTYPE html>{start}<html lang='en'><head><title>{title}</title>{head}"
        "</head><body><nav><a href='/'>Home</a></nav><article><h1>Port closed</h1>"
        f"{body}{paragraphs}</article><footer>Imprint</footer></body></html>"
    )


def test_the_text_comes_without_menu_and_scripts() -> None:
    record = one(page(body="<script>steal()</script>"), format="page")
    assert record.body.startswith(STORY)
    assert "Home" not in record.body
    assert "steal" not in record.body
    assert record.headline == "Port closed"
    assert record.language == "en"


def test_linked_data_comes_before_all_tags() -> None:
    tag = '<meta property="article:published_time" content="2024-01-01">'
    record = one(page(LINKED + tag), format="page")
    assert record.headline == "Port & bridge closed"
    assert str(record.published_on) == "2025-10-30"
    assert record.when.rule == "JSON-LD datePublished"
    assert record.source == "Brovik Courier"
    assert record.byline == "Ada Marsh"
    assert record.tags == ("ports", "strikes")


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ('<meta property="article:published_time" content="2025-10-30T01:00Z">',
         "meta article:published_time"),
        ('<meta name="citation_publication_date" content="2025/10/30">',
         "meta citation_publication_date"),
        ('<meta name="DC.date.issued" content="2025-10-30">', "meta dc.date.issued"),
        ('<link rel="canonical" href="https://example.org/2025/10/30/port">',
         "the page's address"),
    ],
)  # fmt: skip
def test_the_rule_that_found_the_day_is_kept(head: str, rule: str) -> None:
    record = one(page(head), format="page")
    assert str(record.published_on) == "2025-10-30"
    assert record.when.rule == rule


def test_a_computers_zero_is_no_day() -> None:
    head = '<meta property="article:published_time" content="1970-01-01T00:00:00Z">'
    assert one(page(head), format="page").published_on is None


def test_the_paper_is_cut_from_the_title() -> None:
    html = page('<meta property="og:site_name" content="Brovik Courier">',
                title="Port closed by strike - Brovik Courier")  # fmt: skip
    html = html.replace("<h1>Port closed</h1>", "")
    assert one(html, format="page").headline == "Port closed by strike"


def test_a_page_of_singlefile_says_where_it_was_saved() -> None:
    note = "<!--\n Page saved with SingleFile \n url: https://example.org/1 \n-->"
    picture = f"<img src='data:image/png;base64,{'A' * 500}'>"
    record = one(page(body=picture, start=note), format="page")
    assert record.url == "https://example.org/1"
    assert record.source == ""


@pytest.mark.parametrize("charset", ["windows-1251", "shift_jis"])
def test_a_page_is_read_in_the_encoding_it_names(charset: str) -> None:
    words = {
        "windows-1251": "Порт закрыт из-за забастовки.",
        "shift_jis": "港は閉鎖された。",
    }
    html = page(f'<meta charset="{charset}">', body=f"<p>{words[charset] * 6}</p>")
    html = html.replace("Port closed", words[charset])
    record = one(html.encode(charset), name="a.html", format="page")
    assert words[charset] in record.body


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(CannotRead, match="a page"):
        read("<html><body><img src=x></body></html>")


@pytest.mark.parametrize("name", ["sf_comment_form", "Comentarios", "kommentare"])
def test_what_readers_say_of_an_article_is_left_out(name: str) -> None:
    said = "<p>I was there, and the toll was not asked for by anybody.</p>" * 9
    body = f"<p>{STORY}</p>" * 4 + f'<div id="{name}"><ul><li>{said}</li></ul></div>'
    found = one(page(body=body), format="page")
    assert STORY in found.body
    assert "I was there" not in found.body


def test_an_article_that_is_called_a_comment_is_kept() -> None:
    body = f"<body><div class='commentary'><h1>Port</h1><p>{STORY}</p></div></body>"
    assert STORY in one(f"<html>{body}</html>", format="page").body


def mhtml() -> str:
    """Return a page as browsers save it in one file."""
    html = page(LINKED).replace("=", "=3D")
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/1\r\n"
        "Subject: Port\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n'
        "------x\r\nContent-Type: text/html\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{html}\r\n------x--\r\n"
    )


def test_a_page_saved_as_mhtml_is_read() -> None:
    record = one(mhtml(), format="mhtml")
    assert STORY in record.body
    assert record.url == "https://example.org/1"
    assert record.source == "Brovik Courier"
