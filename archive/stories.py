"""Chooses stories: articles that are copies of each other count as one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import ngettext, pgettext

from archive.locally import grouped
from archive.models import Article
from archive.models.articles import ArticleQuerySet

# Of a story not more copies are listed; the article's page has all.
COPIES_SHOWN = 10
MOST_COPIED = 5


@dataclass(frozen=True)
class Story:
    """An article and the live articles that are copies of it, of other days too."""

    article: Article
    copies: tuple[Article, ...] = ()
    copy_count: int = 0

    @property
    def elsewhere(self) -> str:
        """Where else it stands: in sources, where each copy names its own."""
        sources = {copy.source_id for copy in self.copies} - {self.article.source_id}
        count = self.copy_count
        if len(sources - {None}) == count:
            told = ngettext("Also in {n} source", "Also in {n} sources", count)
        else:
            told = ngettext(
                "{n} copy of this article", "{n} copies of this article", count
            )
        return told.format(n=grouped(count))

    @property
    def unlisted_count(self) -> int:
        """How many of its copies are not listed."""
        return self.copy_count - len(self.copies)


@dataclass(frozen=True)
class StoryGroup:
    """Stories under a heading; it is empty where there is nothing to part."""

    heading: str
    stories: tuple[Story, ...]


def front_page(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Keep the longest article of each story, the most copied first."""
    story = Coalesce(F("copy_group"), -F("pk"))
    longest = [F("word_count").desc(), F("pk").asc()]
    place = Window(RowNumber(), partition_by=[story], order_by=longest)
    chosen = _weighed(articles).annotate(place=place).filter(place=1)
    return chosen.order_by(F("group_size").desc(), *longest)


def leads_of_days(articles: ArticleQuerySet) -> dict[datetime.date, Article]:
    """Return the first article of each day's front page."""
    order = [F("group_size").desc(), F("word_count").desc(), F("pk").asc()]
    place = Window(RowNumber(), partition_by=["published_on"], order_by=order)
    first = _weighed(articles).annotate(place=place).filter(place=1).order_by()
    days = dict(first.values_list("pk", "published_on"))
    leads = Article.objects.defer("body").in_bulk(days)
    return {day: leads[pk] for pk, day in days.items() if day and pk in leads}


def most_copied(articles: ArticleQuerySet) -> tuple[Story, ...]:
    """Return the stories that most of some articles tell, each by its first article."""
    copied = articles.filter(copy_group__isnull=False).order_by().values("copy_group")
    most = copied.annotate(number=Count("*")).filter(number__gt=1)
    groups = most.order_by("-number", "copy_group")[:MOST_COPIED]
    wanted = list(groups.values_list("copy_group", flat=True))
    told = articles.filter(copy_group__in=wanted).annotate(place=_place_in_group())
    firsts = told.filter(place=1).order_by().with_names().defer("body")
    by_group = {article.copy_group_id: article for article in firsts}
    return tell_stories([by_group[group] for group in wanted if group in by_group])


def tell_stories(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Return articles with their copies."""
    shown = list(articles)
    groups = {article.copy_group_id for article in shown} - {None}
    members = Article.objects.live().filter(copy_group__in=groups).order_by()
    sizes = dict(members.values_list("copy_group").annotate(Count("pk")))
    found: defaultdict[int | None, list[Article]] = defaultdict(list)
    few = members.annotate(place=_place_in_group()).filter(place__lte=COPIES_SHOWN + 1)
    for copy in few.with_names().defer("body").oldest_first():
        found[copy.copy_group_id].append(copy)
    return tuple(
        Story(
            article,
            copies=_others(article, found[article.copy_group_id]),
            copy_count=max(0, sizes.get(article.copy_group_id, 0) - 1),
        )
        for article in shown
    )


def group_stories(
    stories: Sequence[Story], *, lead_count: int
) -> tuple[StoryGroup, ...]:
    """Put stories under their sections or sources, if that makes groups of some size.

    Groups and stories keep their order; the leads stand before all groups, and what
    has no heading after them.
    """
    leads, rest = tuple(stories[:lead_count]), stories[lead_count:]
    for heading_of in (_section, _source):
        groups = _grouped(rest, heading_of)
        if 1 < len(groups) <= len(rest) / 2:
            return (StoryGroup("", leads), *groups) if leads else groups
    return (StoryGroup("", tuple(stories)),) if stories else ()


def _weighed(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Add how many live articles tell each article's story; 0 where it has no copy."""
    of_the_group = Article.objects.live().filter(copy_group=OuterRef("copy_group"))
    sizes = of_the_group.order_by().values("copy_group").annotate(size=Count("pk"))
    return articles.annotate(group_size=Coalesce(Subquery(sizes.values("size")), 0))


def _place_in_group() -> Window:
    """Number the articles of each copy group from its first on."""
    in_order = [F("published_on").asc(nulls_last=True), F("pk").asc()]
    return Window(RowNumber(), partition_by=["copy_group"], order_by=in_order)


def _others(article: Article, group: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(copy for copy in group if copy.pk != article.pk)[:COPIES_SHOWN]


def _grouped(
    stories: Sequence[Story], heading_of: Callable[[Article], str]
) -> tuple[StoryGroup, ...]:
    groups: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        groups[heading_of(story.article)].append(story)
    in_order = sorted(groups.items(), key=lambda group: group[0] == "")
    other = pgettext("stories that have no heading of their own", "Other")
    return tuple(StoryGroup(name or other, tuple(some)) for name, some in in_order)


def _section(article: Article) -> str:
    return article.section


def _source(article: Article) -> str:
    return article.source.name if article.source else ""
