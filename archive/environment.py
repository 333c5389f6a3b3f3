"""Reads settings from ARCHIVE_* environment variables, refusing wrong values."""

import ipaddress
import os
import re
import urllib.parse
import zoneinfo
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:]+\]", re.IGNORECASE)

# Every variable that was asked for, so that a misspelt one can be told from it.
names_read: set[str] = set()


def read_text(name: str, *, default: str) -> str:
    """Return the variable's text without blanks around it; empty means unset."""
    names_read.add(name)
    return os.environ.get(name, "").strip() or default


def read_flag(name: str, *, default: bool) -> bool:
    """Return the variable as a yes or no."""
    text = read_text(name, default="1" if default else "0").lower()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}: write 1 or 0.")


def read_number(name: str, *, default: int, at_least: int, at_most: int) -> int:
    """Return the variable as a whole number within its bounds."""
    text = read_text(name, default=str(default))
    if text.isdecimal() and at_least <= int(text) <= at_most:
        return int(text)
    raise ImproperlyConfigured(
        f"{name} is {text!r}: write a whole number from {at_least} to {at_most}."
    )


def read_choice(name: str, *, of: tuple[str, ...]) -> str:
    """Return the variable as one of some words, or as nothing."""
    text = read_text(name, default="").lower()
    if text in ("", *of):
        return text
    raise ImproperlyConfigured(f"{name} is {text!r}: write {' or '.join(of)}.")


def read_list(name: str, *, default: str) -> list[str]:
    """Return the variable's comma-separated parts."""
    parts = (part.strip() for part in read_text(name, default=default).split(","))
    return [part for part in parts if part]


def read_folder(name: str, *, default: Path) -> Path:
    """Return the variable as an absolute path; the folder need not exist yet."""
    path = Path(read_text(name, default=str(default))).expanduser()
    if path.exists() and not path.is_dir():
        raise ImproperlyConfigured(f"{name} is {str(path)!r}: that is not a folder.")
    return path.resolve()


def read_folder_outside(name: str, *, of: Path) -> Path | None:
    """Return the variable as a path outside a folder, or nothing."""
    if not read_text(name, default=""):
        return None
    path = read_folder(name, default=of)
    if path.is_relative_to(of):
        raise ImproperlyConfigured(
            f"{name} is {str(path)!r}: that is in the data folder, and would be lost "
            "with it."
        )
    return path


def read_address(name: str, *, default: str) -> tuple[str, int]:
    """Return the variable, HOST:PORT, as host and port."""
    text = read_text(name, default=default)
    host, _, port = text.rpartition(":")
    if host and port.isdecimal() and 0 < int(port) < 65_536:
        return host.strip("[]"), int(port)
    raise ImproperlyConfigured(f"{name} is {text!r}: write HOST:PORT.")


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches a server bound to the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_hosts(name: str) -> list[str]:
    """Return the variable's host names, such as archive.example.org."""
    hosts = read_list(name, default="")
    for host in hosts:
        if not HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"{name} has {host!r}: write names like archive.example.org, "
                "without http:// or a port."
            )
    return hosts


def read_url(name: str) -> str:
    """Return the variable as a web address without a slash at its end, or nothing."""
    text = read_text(name, default="").rstrip("/")
    parts = urllib.parse.urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise ImproperlyConfigured(
            f"{name} is {text!r}: write an address like https://archive.example.org."
        )
    return text


def read_time_zone(name: str, *, default: str) -> str:
    """Return the variable as the name of a time zone that exists."""
    text = read_text(name, default=default)
    if text in zoneinfo.available_timezones():
        return text
    raise ImproperlyConfigured(f"{name} is {text!r}: write a name like Europe/London.")


def read_translation(name: str, *, default: str, folder: Path) -> str:
    """Return the variable as a language that the folder has a translation to."""
    text = read_text(name, default=default).lower()
    locales = sorted(path.parent.parent.name for path in folder.glob("*/*/django.mo"))
    offered = [default, *(locale.lower().replace("_", "-") for locale in locales)]
    if text in offered:
        return text
    raise ImproperlyConfigured(f"{name} is {text!r}: write {' or '.join(offered)}.")


def read_languages(name: str, *, default: str) -> tuple[str, ...]:
    """Return the variable's language codes, in order and each once."""
    codes = tuple(
        dict.fromkeys(code.lower() for code in read_list(name, default=default))
    )
    if codes and all(re.fullmatch("[a-z]{2,3}", code) for code in codes):
        return codes
    raise ImproperlyConfigured(
        f"{name} is {','.join(codes)!r}: write codes like en,de."
    )
