"""Two accounts of one person: merged, told apart, taken apart (C16)."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from gmp_portal.accounts.models import User
from gmp_portal.website.actions import account_merges, erasures
from tests.acts.scene import REASON, Call, Scene, officers
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, RepresentativeFactory


def _accounts():
    people = officers()
    people["kept"] = UserFactory.create(name="Berta Example", proved=True)
    people["gone"] = UserFactory.create(name="B. Example", proved=True)
    RepresentativeFactory.create(person=people["gone"])
    return people


def two_accounts(_name):
    people = _accounts()
    return Scene(None, people, _made(people))


def _made(people):
    return {name: people[name] for name in ("kept", "gone")}


def account_merge(name):
    people = _accounts()
    record = account_merges.make(
        people["kept"], people["gone"], reason=REASON, by=people["head"]
    )
    if name == "undone":
        account_merges.undo(record, by=people["officer"])
    if name == "old":
        record = as_it_was(record, made_at=timezone.now() - timedelta(days=31))
    return Scene(record, people, _made(people))


def _both(scene):
    return scene.kept, scene.gone


def _merged_since(scene):
    kept = UserFactory.create(proved=True)
    account_merges.make(kept, scene.kept, reason=REASON, by=scene.head)


def _own_address_removed(scene):
    lent = EmailAddress.objects.get(email=scene.record.gone_email)
    EmailAddress.objects.filter(user=scene.kept).exclude(pk=lent.pk).delete()


def _address_taken(scene):
    EmailAddress.objects.filter(email=scene.record.gone_email).delete()
    UserFactory.create(email=scene.record.gone_email)


ACCOUNT_MERGE_CALLS = {
    "two_accounts.merge": Call(
        account_merges.make, lambda _scene: {"reason": REASON}, first=_both
    ),
    "two_accounts.tell_apart": Call(
        account_merges.tell_apart, lambda _scene: {"reason": REASON}, first=_both
    ),
    "account_merge.undo": Call(account_merges.undo),
}
ACCOUNT_MERGE_GUARDS = {
    "two_accounts.merge: an open letter": lambda scene: LetterFactory.create(
        submitted=True, sender=scene.gone
    ),
    "two_accounts.merge: already merged": lambda scene: account_merges.make(
        UserFactory.create(proved=True), scene.gone, reason=REASON, by=scene.head
    ),
    "two_accounts.merge: is leaving": lambda scene: erasures.ask(by=scene.kept),
    "two_accounts.merge: closed": lambda scene: User.objects.filter(
        pk=scene.kept.pk
    ).update(is_active=False),
    "two_accounts.merge: of the portal": lambda scene: User.objects.filter(
        pk=scene.kept.pk
    ).update(is_staff=True),
    "account_merge.undo: merged since": _merged_since,
    "account_merge.undo: is leaving": lambda scene: (
        erasures.ask(by=UserFactory.create()),
        erasures.Erasure.objects.update(person=scene.kept),
    ),
    "account_merge.undo: own address removed": _own_address_removed,
    "account_merge.undo: address taken": _address_taken,
}
