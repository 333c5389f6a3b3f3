"""Results lead editors to correcting the hits of a page."""

import re

import pytest
from django.test import Client

from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")


@pytest.mark.parametrize("view", ["", "&view=list"])
def test_the_hits_of_a_page_are_corrected_together(
    admin_client: Client, view: str
) -> None:
    shown = text_of(admin_client, f"/search/?q=toll{view}")
    (address,) = re.findall(r'<a href="([^"]*)"[^>]*>correct these 2<', shown)
    assert "<h1>Correct 2 articles</h1>" in text_of(admin_client, address)


def test_readers_are_not_led_to_corrections(client: Client) -> None:
    assert "correct these" not in text_of(client, "/search/?q=toll")
