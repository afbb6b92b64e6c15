"""Addresses of the style page, beside the sign-in pages it links to."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from gmp_portal.ui.views import reads, session
from gmp_portal.urls import handler400, handler403, handler404, handler500
from gmp_portal.writing.views import kept_posts
from tests.browser import style_page

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [
    path("echo/", style_page.echo, name="echo"),
    path("sw.js", session.service_worker, name="service_worker"),
    path("accounts/session/", session.session_state, name="session_state"),
    *i18n_patterns(
        path("", style_page.components, name="components"),
        path("form/", style_page.form, name="form"),
        path("refused/<str:kind>/", style_page.refused, name="refused"),
        path("reads/", reads.how_it_reads, name="how_it_reads"),
        path("accounts/signed-in/", session.session_back, name="session_back"),
        path("accounts/typed/", kept_posts.kept_post_detail, name="kept_post_detail"),
        path("accounts/typed/carry/", kept_posts.kept_post_carry, name="kept_post_carry"),
        path("accounts/", include("allauth.urls")),
        path("", include("gmp_portal.writing.urls")),
        prefix_default_language=False,
    ),
]
