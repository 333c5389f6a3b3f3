"""The addresses at which feeds are added and looked after."""

from django.urls import path

from archive.watched_feeds import views

urlpatterns = [
    path("", views.feeds, name="watched-feeds"),
    path("add/", views.add, name="add-watched-feed"),
    path("<int:pk>/act/", views.act, name="watched-feed-act"),
]
