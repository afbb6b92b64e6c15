"""Addresses of this app."""

from django.urls import URLPattern, path

from gmp_portal.writing.views import presence, revisions, unsent

app_name = "writing"
TEXT = "writing/<str:kind>/<str:key>/"
urlpatterns: list[URLPattern] = [
    path("writing/unsent/", unsent.unsent_list, name="unsent_list"),
    path("writing/unsent/newest/", unsent.unsent_newest, name="unsent_newest"),
    path("writing/unsent/keep/", unsent.unsent_keep, name="unsent_keep"),
    path("writing/unsent/drop/", unsent.unsent_drop, name="unsent_drop"),
    path("writing/unsent/<int:pk>/", unsent.unsent_detail, name="unsent_detail"),
    path("writing/unsent/<int:pk>/discard/", unsent.unsent_discard, name="unsent_discard"),
    path(f"{TEXT}", revisions.revision_list, name="revision_list"),
    path(f"{TEXT}compare/", revisions.compare, name="revision_compare"),
    path(f"{TEXT}here/", presence.presence, name="presence"),
    path(f"{TEXT}<int:number>/restore/", revisions.restore, name="revision_restore"),
]
