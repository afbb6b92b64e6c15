"""Addresses of this app."""

from django.urls import URLPattern, path

from gmp_portal.writing.views import presence, revisions

app_name = "writing"
TEXT = "writing/<str:kind>/<str:key>/"
urlpatterns: list[URLPattern] = [
    path(f"{TEXT}", revisions.revision_list, name="revision_list"),
    path(f"{TEXT}compare/", revisions.compare, name="revision_compare"),
    path(f"{TEXT}here/", presence.presence, name="presence"),
    path(f"{TEXT}<int:number>/restore/", revisions.restore, name="revision_restore"),
]
