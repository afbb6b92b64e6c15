"""Whether the portal can serve people: the database and the files; Redis is not needed."""

from django.contrib.auth.decorators import login_not_required
from health_check.views import HealthCheckView

view = login_not_required(
    HealthCheckView.as_view(checks=["health_check.checks.Database", "health_check.checks.Cache"])
)
