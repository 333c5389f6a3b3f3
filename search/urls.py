"""The addresses of search; archive/urls.py shows where they stand."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search.json", views.search_json, name="search-json"),
]
