"""The journeys run as the role that runs the portal."""

from tests.running_role import _as_the_running_role  # noqa: F401
