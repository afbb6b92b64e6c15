"""What waits for somebody, gathered from every app that has tasks to give."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from gmp_portal.accounts.models import User
from gmp_portal.ui.worklist import Task

APPS = ("partners", "gmp_portal.meetings", "areas", "advisory_group", "reporting")


def waiting_for(user: User) -> list[Task]:
    """Everything this person could do next, over all apps."""
    return [task for app in APPS for task in _worklist(app).waiting_for(user)]


def desk_groups() -> list[tuple[str, list[Task]]]:
    """The secretariat's queues by name, over all apps; empty ones are left out."""
    groups: list[tuple[str, list[Task]]] = []
    for app in APPS:
        queues: Mapping[str, list[Task]] = _worklist(app).desk_queue()
        groups += [(str(title), tasks) for title, tasks in queues.items() if tasks]
    return groups


def _worklist(app: str) -> Any:
    return import_module(f"{app}.worklist")
