"""The addresses of search; archive/urls.py shows where they stand."""

from django.urls import path, register_converter

from search import export_page, guidance, opensearch, selection_pages, views
from search.feeds import views as feeds
from search.feeds.suffixes import SuffixConverter
from search.saving import views as saving

register_converter(SuffixConverter, "feed")

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/selected/", selection_pages.correct, name="correct-selected"),
    path("search/selected/export/", selection_pages.export, name="export-selected"),
    path("search/export/", export_page.export, name="search-export"),
    path("search/values/", views.values, name="search-values"),
    path("search/values.json", views.values_json, name="search-values-json"),
    path("search.json", views.search_json, name="search-json"),
    path("search.<feed:suffix>", feeds.search_feed, name="search-feed"),
    path("articles.<feed:suffix>", feeds.articles_feed, name="articles-feed"),
    path("tags/<str:key>.<feed:suffix>", feeds.tag_feed, name="tag-feed"),
    path("sources/<str:key>.<feed:suffix>", feeds.source_feed, name="source-feed"),
    path(
        "<int:year>/<int:month>/<int:day>.<feed:suffix>",
        feeds.day_feed,
        name="day-feed",
    ),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("search/suggest.json", opensearch.suggest, name="search-suggest"),
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
    path("saved/<int:pk>.<feed:suffix>", feeds.saved_feed, name="saved-search-feed"),
    path("saved.opml", feeds.saved_opml, name="saved-opml"),
]
