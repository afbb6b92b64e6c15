"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")

# What is loaded here stays as long as the process: nobody looks through it for garbage, neither
# now nor while a page waits.
gc.disable()
django_application = get_wsgi_application()

from gmp_portal.ledger import ownership  # noqa: E402 the apps are loaded now
from gmp_portal.ui import first_page, page_limit  # noqa: E402

application = page_limit.limited(django_application)
first_page.make_ready()
gc.freeze()
gc.enable()

ownership.warn()
page_limit.watch()
