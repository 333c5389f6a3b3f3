"""Tests of the headlines derived from an article's first sentence."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.importing.headlines import MAX_CHARACTERS, derive_headline


def test_a_short_first_sentence_is_the_headline() -> None:
    body = (
        "The ferry to Skye is back in service. Boats leave hourly.\n\nTickets are dear."
    )
    assert derive_headline(body) == "The ferry to Skye is back in service"


def test_a_question_keeps_its_mark() -> None:
    body = "Who will mend the harbour wall? Nobody on the council could say."
    assert derive_headline(body) == "Who will mend the harbour wall?"


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Harlow and Dr. J. B. Finch opened the museum in Whitby",
        "Pike Bros. and Marsh Co. Mills raised their price to 5.93 a yard",
        "A judge of the U.S. Ninth Circuit ruled for the fishermen",
        "The inquiry into flight No. 12 of Feb. 3 opened in Leeds",
        "“Enough is enough!” she told the meeting of tenants",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert derive_headline(f"{sentence}. The rest is dull.") == sentence


def test_an_abbreviation_can_end_a_sentence() -> None:
    body = "The orchestra will not tour the U.S. The strike of its brass goes on."
    assert derive_headline(body) == "The orchestra will not tour the U.S."


def test_a_paragraph_ends_a_sentence_without_a_stop() -> None:
    body = "Floods close the coast road\n\nThe sea came over the wall on Monday."
    assert derive_headline(body) == "Floods close the coast road"


@pytest.mark.parametrize(
    "dateline",
    [
        "LONDON, Feb 26 (Reuters) - ",
        "Washington, D.C., Feb. 26 (AP) — ",
        "New Delhi, Oct 30 (PTI) ",
        "PARIS, 26 March -- ",
        "KYIV — ",
        "NEW DELHI: ",
    ],
)
def test_the_dateline_is_left_out(dateline: str) -> None:
    body = f"{dateline}The last lamplighter of the old town has retired. He was 81."
    assert derive_headline(body) == "The last lamplighter of the old town has retired"


def test_a_bracketed_name_is_not_taken_for_a_dateline() -> None:
    body = "The Rail Users Forum (RUF) wants more trains. Fewer came."
    assert derive_headline(body) == "The Rail Users Forum (RUF) wants more trains"


def test_ticker_codes_are_left_out_and_names_in_angles_kept() -> None:
    body = "Acme Tins <ACM.N> and <Birch Paper Ltd> merge (NYSE: ACM) in the spring."
    assert derive_headline(body) == "Acme Tins and Birch Paper Ltd merge in the spring"


def test_a_fragment_gives_way_to_the_first_whole_sentence() -> None:
    body = "Exclusive.\n\nFrom Our Correspondent\n\nThe mayor has sold the town clock."
    assert derive_headline(body) == "The mayor has sold the town clock"


def test_a_body_of_fragments_gives_the_first() -> None:
    assert derive_headline("Snow.\n\nMore snow.") == "Snow"


def test_what_fits_keeps_who_said_it() -> None:
    body = "Two paintings are missing from the castle, police said on Friday."
    assert derive_headline(body) == body.removesuffix(".")


def test_a_trailing_attribution_is_left_out_of_a_long_sentence() -> None:
    body = (
        "The bridge over the Tamar was closed to lorries for the whole of the winter, "
        "officials of the county council said on Friday."
    )
    assert derive_headline(body) == (
        "The bridge over the Tamar was closed to lorries for the whole of the winter"
    )


def test_an_appositive_is_left_out_of_a_long_sentence() -> None:
    body = (
        "The trade minister is expected to see her Danish counterpart, Fisheries "
        "Secretary Bo Lund, in Aberdeen before the end of the week."
    )
    assert derive_headline(body) == (
        "The trade minister is expected to see her Danish counterpart in Aberdeen "
        "before the end of the week"
    )


def test_a_long_sentence_is_cut_before_a_subordinate_clause() -> None:
    body = (
        "The council has approved the tallest wind turbine of the whole county "
        "although most of the villagers around it had asked for another inquiry."
    )
    assert derive_headline(body) == (
        "The council has approved the tallest wind turbine of the whole county"
    )


@pytest.mark.parametrize(
    "condition", [" if", ", if", " but only if", ", subject to", " unless"]
)
def test_a_condition_is_never_cut_off_unmarked(condition: str) -> None:
    body = (
        f"The union will call off the strike of the shipyards on Monday{condition} "
        "talks bring every one of the apprentices a tenth more in wages."
    )
    assert derive_headline(body).endswith("…")


def test_a_cut_at_a_word_is_marked_and_leaves_no_article_behind() -> None:
    body = (
        "Orchards hedgerows footpaths ditches bridges culverts cottages barns mills "
        "and chapels of the uppermost valley"
    )
    headline = derive_headline(body)
    assert headline.endswith("chapels…")
    assert len(headline) <= MAX_CHARACTERS


def test_a_quotation_is_not_cut_open_at_a_clause() -> None:
    body = (
        "The coach said the side “was tired after the journey, and was beaten before "
        "it had begun to play in the rain at the old ground by the river”."
    )
    assert derive_headline(body).endswith("…")


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        ("港の橋が五年ぶりに開通した。市長が式に出た。", "港の橋が五年ぶりに開通した"),
        ("【5月4日 通信】港の橋が五年ぶりに開通した。", "港の橋が五年ぶりに開通した"),
        ("नया पुल सोमवार को खुल गया। मेयर भी आए।", "नया पुल सोमवार को खुल गया"),
        ("هل يفتح الجسر الجديد غدا؟ لا أحد يعرف.", "هل يفتح الجسر الجديد غدا؟"),
    ],
)
def test_sentences_of_other_scripts_end_at_their_own_stops(
    body: str, headline: str
) -> None:
    assert derive_headline(body) == headline


def test_a_wide_sign_takes_the_room_of_two() -> None:
    headline = derive_headline("橋" * 80)
    assert headline == "橋" * (MAX_CHARACTERS // 2 - 1) + "…"


@pytest.mark.parametrize("body", ["", " \n\n ", "-- … !"])
def test_a_body_without_words_gives_no_headline(body: str) -> None:
    assert derive_headline(body) == ""


@pytest.mark.parametrize(
    "piece", ["a, said ", "AB (x) ", "U.S. ", "(<", "- ", "橋", "\n\n"]
)
def test_a_body_of_megabytes_takes_no_longer_than_its_opening(piece: str) -> None:
    body = piece * 500_000
    start = time.perf_counter()
    derive_headline(body)
    assert time.perf_counter() - start < 1


PIECES = st.sampled_from(
    [
        "\n\n",
        ". ",
        ", said ",
        "(",
        ")",
        "<",
        ">",
        "“",
        '"',
        " - ",
        "…",
        "。",
        "、",
        "U.S.",
        "Feb 3 (AP) - ",
        " in ",
        "the ",
        "橋",
        "e\u0301",
        "\u0301",
        "7",
        "Word ",
        "x" * 60,
    ]
)


@given(st.text() | st.lists(PIECES, max_size=60).map("".join))
@example("0 .")
@example("0 < 0>")
@example('"a' + "\u0301" * 200)
@example("(b)" + "- " * 90 + "c. <D>")
def test_any_body_gives_one_bounded_line(body: str) -> None:
    headline = derive_headline(body)
    assert len(headline) <= MAX_CHARACTERS
    assert headline == derive_headline(body)
    assert headline == " ".join(headline.split())
    assert any(map(str.isalnum, headline)) == any(map(str.isalnum, body))
