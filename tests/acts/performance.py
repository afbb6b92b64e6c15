"""An act in a scene: what it takes to run it, and to know afterwards what it did."""

from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from gmp_portal.workflow import (
    GoneError,
    InvalidTransitionError,
    NotNowError,
    RuleRefusedError,
)
from tests.acts import (
    scenes_advisory_group,
    scenes_amendments,
    scenes_incoming,
    scenes_meetings,
    scenes_partners,
    scenes_reporting,
    scenes_website,
    table,
)
from tests.acts.notation import NOBODY, Act
from tests.acts.scene import Scene, look

SCENES = {
    "partners": scenes_partners.SCENES,
    "areas": scenes_amendments.SCENES,
    "advisory_group": scenes_advisory_group.SCENES,
    "reporting": scenes_reporting.SCENES,
    "gmp_portal/website": scenes_website.SCENES,
    "gmp_portal/meetings": scenes_meetings.SCENES,
    "gmp_portal/incoming": scenes_incoming.SCENES,
}
NOUNS = {noun.name: noun for noun in table.NOUNS}
# Two people at once: errors that are neither a rule nor a transition.
CONFLICTS = tuple(error for scenes in SCENES.values() for error in scenes.conflicts)


def scenes_of(noun):
    return SCENES[NOUNS[noun].app]


@contextmanager
def rolled_back(scene):
    """A copy of the scene; whatever happens in it has not happened afterwards."""
    with transaction.atomic():
        yield deepcopy(scene)
        transaction.set_rollback(True)


@dataclass
class Performance:
    """One act in one scene: its arguments are ready, and what was there before is known."""

    act: Act
    scene: Scene

    def __post_init__(self):
        self.calls = scenes_of(self.act.noun).calls[self.act.name]
        self.arguments = self.calls.prepare(self.scene)
        self.before = look()

    def run(self):
        role = self.scene.by or self.act.by
        by = None if role == NOBODY else self.scene.people[role]
        return self.calls.run(self.arguments, by)

    def answer(self):
        """How the act refuses, in the words of the table; ``done`` where it does not."""
        try:
            with transaction.atomic():
                self.run()
        except RuleRefusedError as refusal:
            return f"{refusal.clause} {refusal.status}"
        except InvalidTransitionError:
            return "moved"
        except GoneError:
            return "gone"
        except NotNowError as refusal:
            return f"{refusal.clause} not now".strip()
        except ValidationError:
            return "invalid"
        except CONFLICTS as error:
            return type(error).__name__
        return "done"
