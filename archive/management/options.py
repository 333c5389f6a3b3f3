"""Offers the options that several commands share."""

from django.core.management import CommandParser


def add_label_options(parser: CommandParser) -> None:
    """Offer what is to be noted of all articles that a command imports."""
    parser.add_argument(
        "--tag", action="append", default=[], dest="tags", metavar="NAME",
        help="put this tag on every article; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--source", default="", metavar="NAME",
        help="the publication of articles that do not name theirs",
    )  # fmt: skip
    parser.add_argument(
        "--folders-as-tags",
        action="store_true",
        help="tag every article with the names of the folders it lies in",
    )
