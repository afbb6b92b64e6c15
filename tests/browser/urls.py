"""Addresses of the style page, beside the sign-in pages it links to."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tests.browser import style_page

urlpatterns = [
    path("echo/", style_page.echo, name="echo"),
    *i18n_patterns(
        path("", style_page.components, name="components"),
        path("form/", style_page.form, name="form"),
        path("refused/<str:kind>/", style_page.refused, name="refused"),
        path("accounts/", include("allauth.urls")),
        prefix_default_language=False,
    ),
]
