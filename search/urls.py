"""The addresses of search; archive/urls.py shows where they stand."""

from django.urls import path

from search import export_page, feeds, guidance, selection_pages, views
from search.saving import views as saving

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/selected/", selection_pages.correct, name="correct-selected"),
    path("search/selected/export/", selection_pages.export, name="export-selected"),
    path("search/export/", export_page.export, name="search-export"),
    path("search/values/", views.values, name="search-values"),
    path("search/values.json", views.values_json, name="search-values-json"),
    path("search.json", views.search_json, name="search-json"),
    path("search.atom", feeds.search_feed, name="search-feed"),
    path("search/lines.csv", views.lines_csv, name="lines-csv"),
    path("search/complete.json", guidance.complete_json, name="search-complete"),
    path("search/advanced/", guidance.advanced, name="search-advanced"),
    path("help/search/", guidance.help_page, name="search-help"),
    path("saved/", saving.saved, name="saved"),
    path("saved/combined/", saving.combined, name="combined"),
    path("saved/forget/", saving.forget_recent, name="forget-recent"),
    path("saved/<int:pk>/", saving.open_saved, name="saved-search"),
    path("saved/<int:pk>/new/", saving.open_new, name="saved-search-new"),
    path("saved/<int:pk>/rename/", saving.rename, name="rename-saved-search"),
    path("saved/<int:pk>/delete/", saving.delete, name="delete-saved-search"),
    path("saved/<int:pk>.atom", feeds.saved_feed, name="saved-search-feed"),
]
