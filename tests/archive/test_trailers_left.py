"""Last lines that rules left in a text: which look as if one should take them."""

import pytest

from archive.importing.trailers import trailer_left


@pytest.mark.parametrize(
    "line",
    [
        "Based On Harbour Post",
        "Based on a report by the Brovik Courier.",
        "Brovik Courier Report",
        "Source: Ministry of Finance",
        "(Source - Brovik Courier)",
        "Sources Brovik Courier and Östfold Radio",
        "Courtesy of the Brovik Museum",
        "© Brovik Courier",
        "Copyright 2024 Brovik Courier",
        "First published in the Courier",
        "Reporting by Marta Lund; editing by Jon Vik",
        "With inputs from our reporters in Brovik",
    ],
)
def test_a_line_that_names_where_a_text_is_from_is_told(line: str) -> None:
    assert trailer_left(f"The ferry sailed.\n\n{line}") == line


@pytest.mark.parametrize(
    "line",
    [
        "Based on its results, the council may build a second quay, it said.",
        "Copyright law was amended in March.",
        "Courtesy costs nothing on the ferry.",
        "Note: first quarter report",
        "Police declined to comment on the reports.",
        "Source code was not shown to the harbour board.",
        "Sources close to the ferry crews said they would go on.",
        "Sources would not say which quay Brovik is considering.",
        "With rising input costs the crews gave up.",
    ],
)
def test_a_sentence_that_begins_or_ends_like_one_is_text(line: str) -> None:
    assert trailer_left(f"The ferry sailed.\n\n{line}") == ""
