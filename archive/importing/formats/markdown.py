"""Makes plain paragraphs out of Markdown."""

import re

from markdown_it import MarkdownIt

from archive.importing.formats.markup import SHORTCODE, text_of

MARKDOWN = MarkdownIt("commonmark").enable("table")

# Longer texts would take minutes where they are hostile; nobody writes such.
LONGEST = 150_000
# Links of Obsidian and its like: [[Brovik]], [[Brovik|the town]], ![[map.png]].
WIKI_LINK = re.compile(r"(!?)\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\](?!\()")


def text_of_markdown(text: str) -> str:
    """Return the paragraphs of Markdown without its marks, HTML and shortcodes."""
    if len(text) > LONGEST:
        return text
    words = without_wiki_links(SHORTCODE.sub("", text))
    return text_of(MARKDOWN.render(words))


def without_wiki_links(text: str) -> str:
    """Leave the words of links in double brackets, and nothing of pictures."""
    return WIKI_LINK.sub(lambda link: "" if link[1] else link[2], text)
