"""The rules that come with the archive, and those of the archive in use."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps as registry

from archive.importing.rules import RuleSet
from archive.models import Rule, Source

LABEL = "{date|dated|published|published on|published at|posted|posted on|posted at}"
REPORT = "{report|reports|input|inputs|story|stories|dispatch|dispatches}"
HEADER, TRAILER = Rule.Place.HEADER.value, Rule.Place.TRAILER.value

# Name, place, line, whether its names must be known: the line is too short to be sure.
BUILT_IN = (
    ("labelled date", HEADER, f"{LABEL} [:|=] DATE", False),
    ("date alone", HEADER, "DATE", False),
    (
        "based on reports from NAMES",
        TRAILER,
        f"based on [a|an] {REPORT} {{by|from|of}} [a|an] NAMES",
        False,
    ),
    (
        "based on NAMES report",
        TRAILER,
        f"based on [a|an] NAMES [news agency] {REPORT}",
        False,
    ),
    (
        "with inputs from NAMES",
        TRAILER,
        "[with] [agency] {input|inputs} {from|by} [a|an] NAMES",
        False,
    ),
    ("NAMES reports", TRAILER, f"NAMES {REPORT}", True),
    (
        "source: NAMES",
        TRAILER,
        "{source|sources|credit|credits|courtesy|agency|via} [:|-|–|—] NAMES",
        True,
    ),
    ("NAMES alone", TRAILER, "NAMES", True),
)
# People's own rules are tried before them.
FIRST_ORDER = 100


def built_in_rules(model: type[Rule] = Rule) -> list[Rule]:
    """Return the rules that come with the archive, not stored."""
    return [
        model(
            name=name,
            place=place,
            pattern=pattern,
            known_names_only=known_only,
            order=FIRST_ORDER + number,
            is_built_in=True,
        )
        for number, (name, place, pattern, known_only) in enumerate(BUILT_IN)
    ]


def store_built_in_rules(apps: Any = registry, **signal: Any) -> None:
    """Bring the stored rules up to date with the code; keep which are switched off.

    After every migration, since an upgrade may better them.
    """
    try:
        model = apps.get_model("archive", "Rule")
    except LookupError:  # a migration back to before there were any
        return
    peoples = set(
        model.objects.filter(is_built_in=False).values_list("name", flat=True)
    )
    for rule in built_in_rules(model):
        if rule.name in peoples:
            continue
        given = {
            field.name: getattr(rule, field.name)
            for field in model._meta.concrete_fields
            if field.name not in {"id", "name", "is_active"}
        }
        model.objects.update_or_create(name=rule.name, defaults=given)


def current_rules() -> RuleSet:
    """Return the rules that are in use now."""
    return rules_with(Rule.objects.active())


def rules_with(rules: Iterable[Rule]) -> RuleSet:
    """Return rules that know the sources of the archive by all their names."""
    return RuleSet(rules, known=Source.all_keys())
