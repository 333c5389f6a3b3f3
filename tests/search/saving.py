"""Saves searches as a person does, and reads what is new in them."""

import re

from django.contrib.auth.models import User
from django.test import Client

from search.models import SavedSearch
from tests.pages import text_of


def sign_in(client: Client, name: str) -> Client:
    """Sign a new person in."""
    client.force_login(User.objects.create_user(name))
    return client


def save(client: Client, parameters: str, name: str = "Harbour") -> SavedSearch:
    """Save a search and return it."""
    data = {"parameters": parameters, "name": name}
    assert client.post("/saved/", data).status_code == 302
    return SavedSearch.objects.get(name=name)


def new_count(client: Client) -> int:
    """Return how many articles the page says are new in the one saved search."""
    page = text_of(client, "/saved/")
    found = re.search(r">([0-9,]+) new</a>", page)
    assert found or "nothing new" in page
    return int(found[1]) if found else 0
