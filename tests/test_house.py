"""What keeps the house true: documents name what there is, files stay small."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import BaseCommand, load_command_class

from tests.processes import ROOT

APPS = ("archive", "search")
MOST_LINES_OF_A_FILE = 250
MOST_LINES_OF_A_FUNCTION = 40
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
FIRST_LINE = re.compile(r'(#!.*\n)?"""[^\n]+\.("""|\n\n)')
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))


def commands() -> list[tuple[str, str]]:
    """Name every command of ours with its application."""
    return [
        (app, path.stem)
        for app in APPS
        for path in sorted((ROOT / app / "management/commands").glob("[!_]*.py"))
    ]


def modules() -> Iterator[Path]:
    """Find every module of ours but migrations."""
    for folder in (*APPS, "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def pins(path: Path) -> dict[str, str]:
    """Return the version of each package that a requirements file names."""
    return dict(PIN.findall(path.read_text()))


@pytest.mark.parametrize(("app", "name"), commands())
def test_docs_show_every_command_with_its_arguments(app: str, name: str) -> None:
    _, _, part = (ROOT / "docs/commands.md").read_text().partition(f"\n## {name}\n")
    part, _, _ = part.partition("\n## ")
    everyones = BaseCommand().create_parser("manage.py", name)._option_string_actions
    own = load_command_class(app, name).create_parser("manage.py", name)
    options = own._option_string_actions.keys() - everyones.keys()
    assert f"    manage.py {name}" in part.replace("ARCHIVE_BIND=127.0.0.1:8001 ", "")
    assert {option for option in options if f"`{option}`" not in part} == set()


def test_the_readme_lists_every_setting() -> None:
    settings = (ROOT / "archive/settings.py").read_text()
    names = set(re.findall(r'"(ARCHIVE_[A-Z_]+)"', settings))
    readme = (ROOT / "README.md").read_text()
    assert {name for name in names if f"| `{name}` |" not in readme} == set()


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_are_hashed_and_name_no_address(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    assert "--index" not in text
    parts = re.split(r"\n(?=\S)", text)
    assert all(PIN.match(part) and "--hash=sha256:" in part for part in parts)


def test_all_environments_hold_the_same_versions() -> None:
    runtime = pins(ROOT / "requirements.txt")
    whoosh = runtime.pop("whoosh3")
    tests = pins(ROOT / "requirements-test.txt")
    reloaded = pins(ROOT / "requirements-reloaded.txt")
    assert tests["whoosh3"] == whoosh
    assert "whoosh3" not in reloaded
    assert runtime.items() <= tests.items()
    assert runtime.items() <= reloaded.items()


def test_the_decision_on_dependencies_names_every_one() -> None:
    decision = (ROOT / "docs/decisions/0004-dependencies.md").read_text().lower()
    missing = {name for name in pins(ROOT / "requirements.txt") if name not in decision}
    assert missing == set()


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    silent = {
        str(path.relative_to(ROOT))
        for path in modules()
        if (text := path.read_text().strip()) and not FIRST_LINE.match(text)
    }
    assert silent == set()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name a module's functions with the number of their lines."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            yield node.name, node.end_lineno - node.lineno + 1


def test_files_and_functions_stay_small() -> None:
    long = set()
    for path in modules():
        where = str(path.relative_to(ROOT))
        if len(path.read_text().splitlines()) > MOST_LINES_OF_A_FILE:
            long.add(where)
        long |= {
            f"{where}: {name}"
            for name, lines in functions(path)
            if lines > MOST_LINES_OF_A_FUNCTION
        }
    assert long == set()
