"""Has the admin use the archive's own site."""

from django.contrib.admin import apps


class AdminConfig(apps.AdminConfig):
    default_site = "archive.people.site.Site"
