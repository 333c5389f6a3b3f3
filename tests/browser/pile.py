"""The articles that the browser tests read."""

from search import outbox
from tests.factories import make_article

PARAGRAPH = (
    "Crews at the harbour voted on Monday to go on with the strike, and the company "
    "said that no ferry would leave before the end of the week. "
)


def make_pile() -> None:
    """Store thirty articles about a harbour and put them into the index."""
    for number in range(1, 27):
        make_article(
            headline=f"Harbour strike, day {number}",
            body="\n\n".join(f"Day {number}. {PARAGRAPH}" for _ in range(5)),
            published_on=f"2024-03-{number:02}",
            source="Brovik Courier" if number % 2 else "Skerrow Gazette",
            tags=["ports", "strike"] if number % 3 else ["ferries"],
            section="News",
            byline="Ada Vik",
        )
    make_article(
        headline="The minister is to meet his counterpart in the harbour town",
        headline_is_derived=True,
        body="The minister is to meet his counterpart in the harbour town.\n\nSoon.",
        published_on="2025-10-30",
        credits=["Reuters"],
    )
    make_article(headline="An undated harbour", published_on=None)
    outbox.drain()
