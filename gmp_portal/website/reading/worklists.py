"""What waits for somebody, gathered from every app that has tasks to give."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from gmp_portal import rounds, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.rounds import Reading
from gmp_portal.ui.worklist import Task
from gmp_portal.website.models import Holding

APPS = (
    *("partners", "gmp_portal.meetings", "areas", "advisory_group", "reporting"),
    "gmp_portal.incoming",
)


def waiting_for(user: User) -> list[Task]:
    """Everything this person could do next, over all apps."""
    lists = rounds.run(
        *(_worklist(app).reading(user) for app in APPS),
        rounds.asked(*rulebook.questions()),
    )
    return [task for tasks in lists[: len(APPS)] for task in tasks]


def desk_tasks() -> list[Task]:
    """Everything that the secretariat has to do, over all apps and queues."""
    queues = rounds.run(*(_queue(_worklist(app)) for app in APPS))
    return [task for queue in queues for tasks in queue.values() for task in tasks]


def _queue(worklist: Any) -> Reading[Mapping[str, list[Task]]]:
    """What an app has for the desk, read beside others where it can be."""
    queue: Mapping[str, list[Task]]
    if hasattr(worklist, "desk_reading"):
        queue = yield from worklist.desk_reading()
    else:
        queue = worklist.desk_queue()
    return queue


def held_by(user: User) -> list[Task]:
    """The work of the desk that this officer has taken, while it waits."""
    if not user.is_secretariat:
        return []
    held = {holding.key for holding in Holding.objects.filter(holder=user)}
    tasks = desk_tasks() if held else []
    return [task.for_reader(user.pk) for task in tasks if task.key in held]


def on_the_desk(key: str) -> Task | None:
    """The piece of work of this name, while it waits."""
    with rulebook.read_once():
        return next((task for task in desk_tasks() if task.key == key), None)


def _worklist(app: str) -> Any:
    return import_module(f"{app}.worklist")
