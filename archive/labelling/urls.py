"""The addresses at which names are changed."""

from django.urls import path

from archive.labelling import views
from archive.models import Source, Tag

SOURCES, TAGS = {"model": Source}, {"model": Tag}

urlpatterns = [
    path("tags/<str:key>/rename/", views.rename, TAGS, name="rename-tag"),
    path("sources/<str:key>/rename/", views.rename, SOURCES, name="rename-source"),
    path("merge/tags/", views.merge, TAGS, name="merge-tags"),
    path("merge/sources/", views.merge, SOURCES, name="merge-sources"),
    path("alike/tags/", views.alike, TAGS, name="alike-tags"),
    path("alike/sources/", views.alike, SOURCES, name="alike-sources"),
    path("alike/tags/apart/", views.keep_apart, TAGS, name="keep-tags-apart"),
    path("alike/sources/apart/", views.keep_apart, SOURCES, name="keep-sources-apart"),
]
