"""Random query text: anything at all, and operators, words, brackets and signs."""

from hypothesis import strategies as st

PIECES = [
    *'()"“”„|-+*?!~:=#[]/…\n\0',
    *("AND", "OR", "NOT", "or", "not", "the", "--", " - ", "[sic]", "w/o", "24/7"),
    *("W/5", "w/3", "NEAR", "W", "SAME", "near5", "PRE/2", "+5", "/5", "W/S", "W/x"),
    *("ATLEAST2(", "atleast3", "FIRST/9(", "AROUND(3)", "W/0", "~2", '"~4', '~"'),
    *("headline:", "TI(", "hd=", "lead:(", "source:", "tag:", "-tag:", "#", "#ports"),
    *("date:2025", "date:[2024 TO 2025]", "since:30d", "words:>5", "is:copy", "is:"),
    *("https://", "+(", "harb*", "h?r", "*bour", "harb!", "harbor~", "-5", "-0.3"),
    *("harbour", "bridge", "P-8I", "U.S.", "東京都", "ปี", "हिन्दी", "O'Neill", "IT"),
    *("HARBOUR", "BRIDGE", "TOLL"),
]
GLUED_TEXT = st.lists(
    st.sampled_from(PIECES) | st.sampled_from([" ", " ", ""]), max_size=25
).map("".join)
SPACED_TEXT = st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)
TEXTS = st.text(max_size=60) | GLUED_TEXT | SPACED_TEXT
