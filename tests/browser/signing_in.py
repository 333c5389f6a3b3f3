"""Signs in as people do."""

from django.contrib.auth.models import User
from playwright.sync_api import Page


def sign_in(page: Page) -> None:
    """Sign in as an administrator."""
    User.objects.create_superuser("ada", password="a harbour at night")
    page.goto("/sign-in/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("a harbour at night")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out").wait_for(state="attached")
