"""How two entries of the register are arranged, and how they are merged and taken apart."""

from datetime import timedelta

from django.utils import timezone

from partners.actions import merges
from tests.acts.scene import REASON, Call, Scene, officers
from tests.before_rule import as_it_was
from tests.factories.partners import LetterFactory, PartnerFactory, RepresentativeFactory


def _entries():
    people = officers()
    kept = PartnerFactory.create(name="Example Union")
    gone = PartnerFactory.create(name="Example United")
    people["speaker"] = RepresentativeFactory.create(partner=gone).person
    return people, {"kept": kept, "gone": gone}


def two_entries(_name):
    people, entries = _entries()
    return Scene(None, people, entries)


def merge(name):
    people, entries = _entries()
    officer = people["officer"]
    record = merges.make(entries["kept"], entries["gone"], reason=REASON, by=officer)
    if name == "undone":
        merges.undo(record, by=officer)
    if name == "old":
        record = as_it_was(record, made_at=timezone.now() - timedelta(days=31))
    return Scene(record, people, entries)


def _merged_since(scene):
    merges.make(PartnerFactory.create(), scene.kept, reason=REASON, by=scene.second_officer)


def _both(scene):
    return scene.kept, scene.gone


MERGE_CALLS = {
    "two_entries.merge": Call(merges.make, lambda _scene: {"reason": REASON}, first=_both),
    "two_entries.tell_apart": Call(
        merges.tell_apart, lambda _scene: {"reason": REASON}, first=_both
    ),
    "merge.undo": Call(merges.undo),
}
MERGE_GUARDS = {
    "two_entries.merge: an open letter": lambda scene: LetterFactory.create(
        submitted=True, organisation=scene.gone.name
    ),
    "two_entries.merge: already merged": lambda scene: merges.make(
        PartnerFactory.create(), scene.gone, reason=REASON, by=scene.second_officer
    ),
    "merge.undo: merged since": _merged_since,
}
