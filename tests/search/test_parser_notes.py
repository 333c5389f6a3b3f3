"""Whatever is doubtful is named with its place, and the best reading still runs."""

import pytest

from search.language.tree import Nothing
from tests.search.test_language import notes_of, read


@pytest.mark.parametrize(
    ("text", "meaning", "place", "note"),
    [
        ('harbour "bridge', "harbour bridge", '"', "no partner"),
        ('headline:"harbour bridge', "headline:harbour bridge", '"', "no partner"),
        ("harbour AND", "harbour", "AND", "needs a word on both sides"),
        ("harbour AND AND bridge", "harbour bridge", "AND", "needs a word"),
        ("OR harbour", "harbour", "OR", "needs a word on both sides"),
        ("harbour W/5", "harbour", "W/5", "needs a word on both sides"),
        ("W/5 harbour", "harbour", "W/5", "needs a word on both sides"),
        ("harbour W/5 OR toll", "harbour OR toll", "W/5", "needs a word"),
        ("harbour W/5 W/3 toll", "harbour W/3 toll", "W/5", "needs a word"),
        ("harbour W/x toll", "harbour +W x toll", "W/x", "read as words"),
        ("harbour W/0 toll", "harbour W/1 toll", "W/0", "was read with 1"),
        ("tag:ports W/5 toll", "tag:ports W/5 toll", "W/5", "compares words"),
        ("toll W/5 date:2025", "toll W/5 date:2025", "W/5", "compares words"),
        ("toll NOT PRE/5 bridge", "toll NOT W/5 bridge", "PRE/5", "either order"),
        ("toll NOT W/S bridge", "toll -(toll W/S bridge)", "W/S", "even once"),
        ("ATLEAST3()", "", "ATLEAST3", "nothing after it"),
        ("ATLEAST3(tag:ports)", "ATLEAST3(tag:ports)", "ATLEAST3", "counts words"),
        ("headline:(-)", "", "headline:", "asks for no word"),
        ("harbor~3", "harbor~2", "harbor~3", "was read with 2"),
        ("harbor~0", "harbor", "harbor~0", "itself"),
        ("harb*~", "harb*", "harb*~", "The ~ behind"),
        ('"harbour"~3', '"harbour"', '"harbour"~3', "One word has no distance"),
        ("is:nice", "", "nice", "no state"),
        ("words:many", "", "many", "no number of words"),
        ('tag:""', "", '""', "names no tag"),
    ],
)
def test_a_doubt_is_named_with_its_place(
    text: str, meaning: str, place: str, note: str
) -> None:
    query = read(text)
    assert query.tree == read(meaning).tree
    assert len(query.notes) == 1
    assert note in query.notes[0].message
    assert text[query.notes[0].start : query.notes[0].end] == place


@pytest.mark.parametrize("word", ["or", "not"])
def test_a_small_operator_is_a_word_with_a_note(word: str) -> None:
    assert read(f"harbour {word} toll").tree == read(
        f"+harbour +{word} +toll"
    ).tree or ("too common" in notes_of(f"harbour {word} toll"))
    (note,) = read(f"harbour {word} toll").notes
    assert f"“{word}” was read as a word" in note.message
    assert note.rewording
    assert note.rewording.text == f"harbour {word.upper()} toll"


def test_a_small_operator_inside_a_chunk_is_not_left_out_in_silence() -> None:
    assert "“or” is too common" in notes_of("24:or")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("NEAR harbour", "+NEAR harbour"),
        ("harbour SAME", "harbour +SAME"),
        ("W harbour", "+W harbour"),
        ("harbour:bridge", "harbour bridge"),
        ("headline: harbour", "+headline harbour"),
        ("Harbour! Bridge", "Harbour Bridge"),
        ("falls to -5 degrees", "falls 5 degrees"),
    ],
)
def test_what_only_looks_like_syntax_is_words_with_a_quiet_note(
    text: str, meaning: str
) -> None:
    query = read(text)
    assert query.tree == read(meaning).tree
    assert any(note.is_quiet for note in query.notes)
    assert all(note.is_quiet or "common" in note.message for note in query.notes)


def test_a_lone_sign_is_punctuation() -> None:
    for sign in "-–—/|+!?~&…:":
        assert read(f"harbour {sign} bridge").tree in {
            read("harbour bridge").tree,
            read("harbour OR bridge").tree,
        }


def test_a_lone_star_is_every_article() -> None:
    assert read("*").tree == read("").tree
    assert read("* -toll").tree == read("-toll").tree
    assert read("NOT *").tree == Nothing()
