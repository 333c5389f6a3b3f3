"""The addresses of search; archive/urls.py shows where they stand."""

from django.urls import path

from search import feeds, guidance, saved_views, views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/values/", views.values, name="search-values"),
    path("search/values.json", views.values_json, name="search-values-json"),
    path("search.json", views.search_json, name="search-json"),
    path("search.atom", feeds.search_feed, name="search-feed"),
    path("search/lines.csv", views.lines_csv, name="lines-csv"),
    path("search/complete.json", guidance.complete_json, name="search-complete"),
    path("search/advanced/", guidance.advanced, name="search-advanced"),
    path("help/search/", guidance.help_page, name="search-help"),
    path("saved/", saved_views.saved, name="saved"),
    path("saved/combined/", saved_views.combined, name="combined"),
    path("saved/forget/", saved_views.forget_recent, name="forget-recent"),
    path("saved/<int:pk>/", saved_views.open_saved, name="saved-search"),
    path("saved/<int:pk>/new/", saved_views.open_new, name="saved-search-new"),
    path("saved/<int:pk>/rename/", saved_views.rename, name="rename-saved-search"),
    path("saved/<int:pk>/delete/", saved_views.delete, name="delete-saved-search"),
    path("saved/<int:pk>.atom", feeds.saved_feed, name="saved-search-feed"),
]
