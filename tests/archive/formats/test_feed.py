"""Feeds and the exports of blogs."""

import pytest

from archive.importing.records import CannotRead, Record, Unreadable
from tests.archive.formats.samples import STORY, read, records

RSS = f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Brovik Courier</title>
<language>en</language>
<item><guid>urn:1</guid><title>Port &amp;amp; bridge</title><link>https://example.org/1</link>
<pubDate>Thu, 30 Oct 2025 23:30:00 -0800</pubDate><dc:creator>Ada Marsh</dc:creator>
<category>ports</category><description>&lt;p&gt;{STORY}&lt;/p&gt;&lt;script&gt;x()
&lt;/script&gt;</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Brovik Courier</title>
<entry><id>urn:2</id><title>Port closed</title>
<published>2025-10-30T10:00:00Z</published>
<author><name>Ada Marsh</name></author><content type="html">&lt;p&gt;{STORY}</content>
</entry></feed>"""
BLOG = f"""<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Brovik Blog</title>
<item><title>Port closed</title><dc:creator>ada</dc:creator>
<pubDate>Fri, 31 Oct 2025 07:30:00 +0000</pubDate>
<content:encoded><![CDATA[<!-- wp:paragraph -->{STORY}

[caption id="a"]A ferry[/caption]
Second.]]></content:encoded><wp:post_date>2025-10-30 23:30:00</wp:post_date>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<category domain="category">Local</category><category domain="post_tag">ports</category>
<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment></item>
<item><title>About</title><wp:post_type>page</wp:post_type></item>
<item><title>Not yet</title><wp:post_type>post</wp:post_type>
<wp:status>draft</wp:status></item></channel></rss>"""


def test_an_item_of_rss_is_an_article_of_the_feed() -> None:
    [record] = records(RSS)
    assert record.format == "feed"
    assert record.headline == "Port & bridge"
    assert str(record.published_on) == "2025-10-30"
    assert record.source == "Brovik Courier"
    assert record.byline == "Ada Marsh"
    assert record.tags == ("ports",)
    assert record.body == STORY
    assert record.carried_id == "urn:1"


def test_an_entry_of_atom_is_an_article() -> None:
    [record] = records(ATOM)
    assert record.body == STORY
    assert str(record.published_on) == "2025-10-30"


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    assert records(RSS.replace("</channel></rss>", "<item><title>Cut"))[0].body == STORY


def test_a_feed_without_items_is_refused() -> None:
    with pytest.raises(CannotRead, match="without items"):
        read("<rss version='2.0'><channel><title>Empty</title></channel></rss>")


def test_of_a_blog_the_published_posts_are_read_and_the_rest_is_named() -> None:
    found = read(BLOG)
    post = found[0]
    assert isinstance(post, Record)
    assert post.body == f"{STORY}\n\nA ferry Second."
    assert post.section == "Local"
    assert post.tags == ("ports",)
    assert found[1:] == [
        Unreadable("a WordPress page, not a post", 2, is_ignored=True),
        Unreadable("a post that was not published: draft", 3, is_ignored=True),
        Unreadable("comments of readers: 1", None, is_ignored=True),
    ]


def test_a_post_is_of_the_day_that_the_blog_says_not_of_greenwich() -> None:
    assert str(records(BLOG)[0].published_on) == "2025-10-30"


def test_a_feed_of_more_items_than_any_is_refused_before_it_is_read() -> None:
    feed = (
        f"<rss><channel>{'<item><title>Port</title></item>' * 20_001}</channel></rss>"
    )
    with pytest.raises(CannotRead, match="a feed of more than 20,000 items"):
        read(feed)
