"""The few words so common that a query does better without them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON_WORDS = {
    "de": _words("der die das und in den von zu mit ist im des dem ein eine"),
    "en": _words("a an and as at by for from in is it of on or that the to"),
    "es": _words("de la el en y a los las del un una que es por se"),
    "fr": _words("le la les de des du un une et en à au aux est que"),
}
