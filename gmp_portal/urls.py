"""One address per thing, for every audience; the language stands in front of it."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from gmp_portal.ui.views import reads, session
from gmp_portal.website.open_api import service
from gmp_portal.website.views import health, machines
from gmp_portal.writing.views import kept_posts

# Whoever administers signs in as everybody does: with the same limits and the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "gmp_portal.website.views.errors.not_understood"
handler403 = "gmp_portal.website.views.errors.forbidden"
handler404 = "gmp_portal.website.views.errors.not_found"
handler429 = "gmp_portal.website.views.errors.too_often"
handler500 = "gmp_portal.website.views.errors.broken"

urlpatterns = [
    path("health/", health.health, name="health"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:code>.xml", machines.sitemap_detail, name="sitemap_detail"),
    path("sw.js", session.service_worker, name="service_worker"),
    path("accounts/session/", session.session_state, name="session_state"),
    path("api/v1/", service.urls()),
    path("", include("gmp_portal.documents.urls")),
    *i18n_patterns(
        path("", include("gmp_portal.website.urls")),
        path("", include("gmp_portal.writing.urls")),
        path("", include("partners.urls")),
        path("", include("areas.urls")),
        path("", include("gmp_portal.meetings.urls")),
        path("", include("advisory_group.urls")),
        path("", include("reporting.urls")),
        path("reads/", reads.how_it_reads, name="how_it_reads"),
        path("accounts/signed-in/", session.session_back, name="session_back"),
        path("accounts/typed/", kept_posts.kept_post_detail, name="kept_post_detail"),
        path("accounts/typed/carry/", kept_posts.kept_post_carry, name="kept_post_carry"),
        path("accounts/", include("allauth.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
