"""A few exports are written at a time; whoever comes then is asked to wait."""

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from archive.exporting import turns

pytestmark = pytest.mark.usefixtures("pile")
ADDRESS = "/search/export/?q=harbour&format=jsonl"


def test_who_comes_while_others_export_is_asked_to_wait(client: Client) -> None:
    begun = [client.get(ADDRESS) for _ in range(turns.MOST_AT_ONCE)]
    late = client.get(ADDRESS)
    assert late.status_code == 503
    assert late.headers["Retry-After"] == "10"
    assert "Other exports are being written" in late.content.decode()
    assert client.get("/search/?q=harbour").status_code == 200
    begun.pop().close()
    begun.append(client.get(ADDRESS))
    assert begun[-1].status_code == 200
    for answer in begun:
        answer.close()


def test_an_export_that_came_whole_makes_room(client: Client) -> None:
    for _ in range(2 * turns.MOST_AT_ONCE):
        answer = client.get(ADDRESS)
        assert isinstance(answer, StreamingHttpResponse)
        assert answer.getvalue()
