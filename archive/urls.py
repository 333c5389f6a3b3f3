"""Lists every address of the site on one page."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

from archive import (
    about,
    appearance,
    attention_pages,
    copies_pages,
    crawlers,
    dates,
    doctor_page,
    label_pages,
    newer_page,
    views,
)
from archive.citing import views as citing_views
from archive.editing import names
from archive.editing import page as edit_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("", include("search.urls")),
    path("articles/<int:pk>/", views.article, name="article-short"),
    path(
        "articles/<int:pk>/cite.<str:suffix>",
        citing_views.citation_file,
        name="citation-file",
    ),
    path("unapi/", citing_views.unapi, name="unapi"),
    path("articles/<int:pk>/edit/", edit_page.edit, name="article-edit"),
    path("articles/<int:pk>/copies/", copies_pages.decide, name="article-copies"),
    path(
        "articles/<int:pk>/compare/<int:other>/",
        copies_pages.compare,
        name="article-compare",
    ),
    path("articles/<int:pk>/newer/", newer_page.newer, name="article-newer"),
    path("articles/<int:pk>/<str:slug>/", views.article, name="article"),
    path("names.json", names.names, name="names"),
    path("samples/remove/", views.remove_samples, name="remove-samples"),
    path("tags/", label_pages.tags, name="tags"),
    path("tags/<str:key>/", label_pages.tag, name="tag"),
    path("sources/", label_pages.sources, name="sources"),
    path("sources/<str:key>/", label_pages.source, name="source"),
    path("", include("archive.labelling.urls")),
    path("years/", dates.years, name="years"),
    path("<int:year>/", dates.year, name="year"),
    path("<int:year>/<int:month>/", dates.month, name="month"),
    path("<int:year>/<int:month>/<int:day>/", dates.day, name="day"),
    path("undated/", dates.undated, name="undated"),
    path("", include("archive.people.urls")),
    path("attention/", attention_pages.overview, name="attention"),
    path("attention/copies/", attention_pages.copies, name="attention-copies"),
    path("attention/trailers/", attention_pages.trailers, name="attention-trailers"),
    path("attention/newer/", newer_page.waiting, name="attention-newer"),
    path("import/feeds/", include("archive.watched_feeds.urls")),
    path("import/", include("archive.piles.urls")),
    path(
        "help/keys/",
        TemplateView.as_view(template_name="archive/keys.html"),
        name="keys",
    ),
    path("about/", about.about, name="about"),
    path("appearance/", appearance.appearance, name="appearance"),
    path("doctor/", doctor_page.doctor, name="doctor"),
    path("admin/", admin.site.urls),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", crawlers.sitemap_part, name="sitemap-part"),
    path("favicon.ico", views.favicon, name="favicon"),
]
