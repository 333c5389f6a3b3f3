"""The few words so common that a query does better without them."""

COMMON_WORDS: dict[str, frozenset[str]] = {
    "de": frozenset(
        "der die das und in den von zu mit ist im des dem ein eine".split()
    ),
    "en": frozenset("a an and as at by for from in is it of on or that the to".split()),
    "es": frozenset("de la el en y a los las del un una que es por se".split()),
    "fr": frozenset("le la les de des du un une et en à au aux est que".split()),
}
