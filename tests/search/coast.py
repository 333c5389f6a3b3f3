"""An archive of eighty articles about a coast, for queries that find little in it."""

import datetime

from search import outbox
from tests.factories import make_article

FIRST_DAY = datetime.date(2023, 1, 2)
# What happened, who says so, and what comes of it: each article takes one of each.
EVENTS = (
    ("Harbour bridge opens", "The harbour bridge opened to traffic on Monday"),
    ("Toll rises on the bridge", "The toll on the bridge rises to four crowns in May"),
    ("Ferry crews strike", "Ferry crews voted on Tuesday to go on with the strike"),
    ("Fishermen fear quota", "The fishing quota for herring falls by a third"),
    ("Lighthouse to be sold", "The lighthouse on the northern island is to be sold"),
    ("Storm damages the pier", "A storm damaged the old pier and two warehouses"),
    ("Council votes on tunnel", "The council voted for a tunnel under the estuary"),
    ("Shipyard wins contract", "The shipyard won a contract for three icebreakers"),
)
VOICES = (
    "the government said in a statement",
    "according to Minister Ingrid Halvorsen",
    "as the harbourmaster told reporters at the football ground",
    "the parliament committee was told",
    "said Professor Tomas Lindqvist of the maritime museum",
)
ENDINGS = (
    "Passengers were accommodated in hotels, and the railway ran extra trains.",
    "The environment agency measured the salinity of the water.",
)
SOURCES = ("Brovik Courier", "Skerrow Gazette")
TAGS = ("bridge", "toll", "ferries", "fishing", "lights", "storm", "tunnel", "yards")


def make_coast() -> None:
    """Store eighty articles of 2023 and one of 2020, and put them into the index."""
    number = 0
    for at, (headline, event) in enumerate(EVENTS):
        for voice in VOICES:
            for ending in ENDINGS:
                make_article(
                    headline=f"{headline}, report {number}",
                    body=f"{event}, {voice}.\n\n{ending}",
                    published_on=(
                        FIRST_DAY + datetime.timedelta(days=4 * number)
                    ).isoformat(),
                    source=SOURCES[number % 2],
                    tags=[TAGS[at]],
                )
                number += 1
    make_article(
        headline="Regatta remembered",
        body="The regatta of the islands was the largest of the decade.",
        published_on="2020-05-12",
        source="Skerrow Gazette",
    )
    outbox.drain()
