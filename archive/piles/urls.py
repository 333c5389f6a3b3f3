"""The addresses at which piles are handed in and imports followed."""

from django.urls import path

from archive.piles import views

urlpatterns = [
    path("", views.hand_in, name="import"),
    path("<int:pk>/", views.follow, name="import-run"),
    path("<int:pk>/standing.json", views.standing, name="import-standing"),
    path("<int:pk>/act/", views.act, name="import-act"),
]
