"""Makes plain paragraphs out of Markdown."""

from markdown_it import MarkdownIt

from archive.importing.formats.markup import SHORTCODE, text_of

MARKDOWN = MarkdownIt("commonmark").enable("table")

# Longer texts would take minutes where they are hostile; nobody writes such.
LONGEST = 150_000


def text_of_markdown(text: str) -> str:
    """Return the paragraphs of Markdown without its marks, HTML and shortcodes."""
    if len(text) > LONGEST:
        return text
    return text_of(MARKDOWN.render(SHORTCODE.sub("", text)))
