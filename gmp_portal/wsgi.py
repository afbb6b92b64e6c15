"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")

application = get_wsgi_application()

from gmp_portal.ledger import ownership  # noqa: E402 the apps are loaded now

ownership.warn()
