"""How two versions of a text are compared."""

from archive.differences import MOST_WORDS_COMPARED, Passage, Run, compare


def shown(passages: list[Passage]) -> list[str]:
    """Write passages as [-removed-]{+added+}."""
    frames = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return ["".join(frames[run.kind].format(run.text) for run in p) for p in passages]


def test_lines_that_are_the_same_are_left_out() -> None:
    old = "One.\n\nTwo men hurt.\n\nThree."
    new = "One.\r\n\r\nTwo women hurt.\r\n\r\nThree."
    assert shown(compare(old, new)) == ["Two [-men -]{+women +}hurt."]


def test_added_and_removed_paragraphs_are_whole() -> None:
    assert shown(compare("One.\n\nTwo.", "Two.\n\nThree.")) == [
        "[-One.-]",
        "{+Three.+}",
    ]


def test_texts_that_differ_in_blanks_only_do_not_differ() -> None:
    assert compare("One.\n\nTwo.", "One.\n\n\n\nTwo.\n") == []


def test_a_very_long_passage_is_not_compared_by_words() -> None:
    old = "word " * (MOST_WORDS_COMPARED + 1)
    assert compare(old, "other")[0] == (Run("removed", old), Run("added", "other"))
