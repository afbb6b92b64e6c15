"""How mails that wait are arranged, and how the acts on them are called."""

from django.utils import timezone

from gmp_portal import incoming
from gmp_portal.incoming import actions, permissions
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.notifications.models import Message
from tests.acts.scene import REASON, Call, Scene, Scenes, lacking, officers
from tests.factories.accounts import UserFactory

PURPOSE = "scenes"


def take(_mail, _key):
    """Nothing becomes of it."""


incoming.register(PURPOSE, take)


def mail(name):
    people = officers() | {"writer": UserFactory.create()}
    writer = people["writer"]
    answered = Message.objects.create(
        recipient=writer,
        address=writer.email,
        language="en",
        template="x",
        subject="Question",
    )
    answer = {"person": writer, "original": answered, "purpose": PURPOSE, "key": "7"}
    decided = {"decided_at": timezone.now(), "decided_by": people["second_officer"]}
    given = {
        "placed": {"state": "held", "why": "other_sender", **answer},
        "unplaced": {"state": "held", "why": "no_token"},
        "unread": {"state": "held", "why": "too_large", **answer},
        "closed": {"state": "held", "why": "inactive", **answer},
        "taken": {"state": "taken", **answer, **decided},
        "dropped": {"state": "dropped", "why": "by_officer", "note": REASON, **decided},
    }
    if name == "closed":
        writer.is_active = False
        writer.save()
    record = IncomingMail.objects.create(message_id="<1@example.org>", **given[name])
    return Scene(record, people)


def mail_desk(_name):
    return Scene(None, officers())


SCENES = Scenes(
    permissions=permissions,
    nouns={"incoming_mail": mail, "mail_desk": mail_desk},
    calls={
        "incoming_mail.accept": Call(actions.accept),
        "incoming_mail.drop": Call(actions.drop, lambda _scene: {"reason": REASON}),
    },
    guards={"incoming_mail.accept: nobody takes it": lacking(purpose="gone")},
)
