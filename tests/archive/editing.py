"""Fills in the form beside an article's text, as a browser does."""

from typing import Any

from django.test import Client
from django.urls import reverse

from archive.models import Article


def address_of(article: Article) -> str:
    return reverse("article-edit", args=[article.pk])


def form_of(client: Client, article: Article, **typed: Any) -> dict[str, Any]:
    """Return what a browser sends when these fields were typed into."""
    form = client.get(address_of(article)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in shown.items()}
    sent.pop("accept", None)
    return {**sent, "body": str(sent["body"]).replace("\n", "\r\n"), **typed}


def save(client: Client, article: Article, **typed: Any) -> Article:
    """Save an article's form and return what is stored then."""
    response = client.post(address_of(article), form_of(client, article, **typed))
    assert response.status_code == 302, response.content.decode()
    return Article.objects.get(pk=article.pk)


def names(labels: Any) -> list[str]:
    return [label.name for label in labels.order_by("name")]
