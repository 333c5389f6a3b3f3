"""Lists every address of the site on one page."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import URLPattern, URLResolver, include, path

from archive import dates, doctor_page, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("", include("search.urls")),
    path("articles/<int:pk>/", views.article, name="article-short"),
    path("articles/<int:pk>/<str:slug>/", views.article, name="article"),
    path("samples/remove/", views.remove_samples, name="remove-samples"),
    path("tags/", views.tags, name="tags"),
    path("tags/<str:key>/", views.tag, name="tag"),
    path("sources/", views.sources, name="sources"),
    path("sources/<str:key>/", views.source, name="source"),
    path("years/", dates.years, name="years"),
    path("<int:year>/", dates.year, name="year"),
    path("<int:year>/<int:month>/", dates.month, name="month"),
    path("<int:year>/<int:month>/<int:day>/", dates.day, name="day"),
    path("undated/", dates.undated, name="undated"),
    path(
        "sign-in/",
        auth_views.LoginView.as_view(template_name="archive/sign_in.html"),
        name="login",
    ),
    path("sign-out/", auth_views.LogoutView.as_view(), name="logout"),
    path("doctor/", doctor_page.doctor, name="doctor"),
    path("admin/", admin.site.urls),
    path("favicon.ico", views.favicon, name="favicon"),
]
