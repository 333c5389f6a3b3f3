"""How news agencies are spelt."""

from archive.text import name_key

UNNAMED = "Agencies"

SPELLINGS = {
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "AAP": ("Australian Associated Press",),
    "ANI": ("Asian News International",),
    "ANSA": (),
    "AP": ("Associated Press", "The Associated Press", "A.P."),
    "APA": (),
    "Bloomberg": ("Bloomberg News",),
    "CNN": (),
    "BBC": ("BBC News",),
    "DPA": ("Deutsche Presse-Agentur",),
    "EFE": ("Agencia EFE",),
    "IANS": ("Indo-Asian News Service",),
    "Interfax": (),
    "Kyodo": ("Kyodo News",),
    "PA": ("PA Media", "Press Association"),
    "PTI": ("Press Trust of India", "P.T.I."),
    "Reuters": ("Reuter", "Thomson Reuters", "Reuters News Agency"),
    "Sputnik": (),
    "TASS": ("ITAR-TASS",),
    "UNI": ("United News of India",),
    "UPI": ("United Press International",),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
    UNNAMED: ("Agency", "News Agencies", "Other Agencies", "Wire Services", "Wires"),
}
BY_KEY = {
    name_key(spelling): name
    for name, others in SPELLINGS.items()
    for spelling in (name, *others)
}


def known_spelling(name: str) -> str:
    """Return an agency's own spelling, or nothing for other names."""
    return BY_KEY.get(name_key(name), "")


def spell(name: str) -> str:
    """Return an agency's own spelling; other names as they are written."""
    return known_spelling(name) or name


def is_named(name: str) -> bool:
    """Tell whether a credit names somebody."""
    return name != UNNAMED
