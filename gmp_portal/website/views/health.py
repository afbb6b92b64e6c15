"""Whether the portal can serve people: the database and the folder of files.

Redis is not asked: losing it costs only the pace of jobs, and the web process does not know it.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gmp_portal.documents import files

UNAVAILABLE = 503


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well, else 503, and say which part fails."""
    parts = {"database": _database_answers(), "files": files.can_be_kept()}
    status = 200 if all(parts.values()) else UNAVAILABLE
    answer = {part: "ok" if works else "failing" for part, works in parts.items()}
    return JsonResponse(answer | {"version": settings.VERSION}, status=status)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True
