"""Reads pages as a reader would."""

from http import HTTPStatus

from django.test import Client


def text_of(client: Client, address: str) -> str:
    """Return a page's HTML with blanks evened out."""
    response = client.get(address)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())
