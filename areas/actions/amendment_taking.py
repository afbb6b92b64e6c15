"""Taking agreed amendments into the next version: begun for them, or open already (A2-VIII-2)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import QueryDict

from areas import not_amended, permissions, writings
from areas.actions import amendments, plans, rows
from areas.acts import Act
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import AmendmentPlace, PartnershipArea, PlanAmendment, PlanVersion
from areas.reading import amendment_joining, entries_by_key, removed, snapshot
from areas.reading.amendment_joining import Choice, Now
from areas.reading.entries_by_key import Entries
from gmp_portal import ledger, rounds
from gmp_portal.accounts.models import User
from gmp_portal.ui.versions import Values, as_sent
from gmp_portal.workflow import unmet
from gmp_portal.writing import actions as revisions
from gmp_portal.writing import other_values, turns

Status = PlanAmendment.Status


@transaction.atomic
def take_in(
    area: PartnershipArea,
    chosen: Collection[PlanAmendment],
    *,
    seen: str,
    choices: Mapping[str, Choice] | None = None,
    by: User,
) -> PlanVersion:
    """Bring these amendments into the open draft, or into a version that begins for them.

    ``seen`` is the token of what came of them when this was decided: what somebody else saved
    meanwhile is overwritten by nobody (C4).
    """
    in_order = sorted(chosen, key=lambda each: each.pk)
    source = _hold(area, in_order)
    result = amendment_joining.outcome(in_order, _read(source), choices)
    if result.token != seen:
        raise not_amended.why_changed_meanwhile()
    if result.unsettled:
        raise not_amended.why_unsettled(len(result.unsettled))
    is_pure = _is_pure(source) and not result.collisions
    is_pure = is_pure and all(each.is_agreed_by_decision for each in in_order)
    draft = source if source.is_editable else _begin(area, source, by=by)
    entries = _read(draft)
    for now in sorted(result.places.values(), key=_in_order):
        if now.values is None:
            _remove(draft, entries.row_of(now.place), by=by)
        elif now.is_changed:
            _write(draft, now, entries, by=by)
            # What comes brings others along, and what follows points to it.
            if now.was is None and not now.place.is_new:
                entries = _read(draft)
    for amendment in in_order:
        act = Act.AMENDMENT_TAKEN_IN
        amendments.settle(amendment, Status.TAKEN_IN, act, into=draft, by=by)
    draft.touch()
    plans.note_amended(draft, is_pure=is_pure)
    ledger.record(
        Act.PLAN_AMENDED,
        draft,
        by=by,
        numbers=sorted(each.number for each in in_order),
        settled_by_hand=len(result.collisions),
    )
    return draft


def _hold(area: PartnershipArea, chosen: Sequence[PlanAmendment]) -> PlanVersion:
    """Hold all that is decided on, or refuse; answers the version into which they go.

    In the order of whoever writes an entry: its words, the draft, and the area for a new key.
    """
    if not chosen:
        raise not_amended.why_none_chosen()
    before = source_of(area)
    if before.is_editable:
        _hold_texts(before, chosen)
        before.lock()
    area.lock()
    source = source_of(area)
    if source != before:
        raise not_amended.why_changed_meanwhile()
    for amendment in chosen:
        amendment.lock()
        if amendment.area_id != area.pk:
            raise not_amended.why_of_another_area(amendment)
        if not permissions.can_amendment_take_in.fits(amendment):
            raise not_amended.why_not_taken_in(amendment)
    return source


def source_of(area: PartnershipArea) -> PlanVersion:
    """The open draft, or the plan in force from which a version begins for the amendments.

    While a newer version is decided on, its text stays, and none goes in (B4-2).
    """
    if not permissions.can_amendment_start.fits(area):
        raise not_amended.why_not_begun(area)
    in_force = area.plans.current().get()
    # Those that were in force before stand behind it.
    others = area.plans.exclude(status=PlanVersion.Status.SUPERSEDED)
    newest = others.order_by("-number").defer("snapshot").first()
    if newest is not None and newest.pk != in_force.pk and not newest.is_editable:
        raise not_amended.why_version_waits(newest)
    source = in_force if newest is None or newest.pk == in_force.pk else newest
    source.area = area
    return source


def _is_pure(source: PlanVersion) -> bool:
    """Whether nothing stands in it but the plan in force, and amendments that were decided on."""
    if not source.is_editable:
        return True
    same = source.amended_sha256
    return bool(same) and same == snapshot.fingerprint(snapshot.itself(source))


def _read(plan: PlanVersion) -> Entries:
    """All of it as it is at this moment."""
    return rounds.read(entries_by_key.of(snapshot.itself(plan)))


def _hold_texts(draft: PlanVersion, chosen: Collection[PlanAmendment]) -> None:
    """In the order of every save of a text: first its words, then the plan."""
    entries = _read(draft)
    held = set()
    for amendment in chosen:
        for place in amendment.places.all():
            if place.is_text:
                held.add((writings.SECTION.kind, f"{draft.pk}-{place.section}"))
            elif row := entries.row_of(place):
                held.add((writings.ROW.kind, f"{place.kind}-{row.pk}"))
    for kind, key in sorted(held):
        revisions.hold(kind, key)


def _begin(area: PartnershipArea, source: PlanVersion, *, by: User) -> PlanVersion:
    """The plan in force once more, in which these amendments alone will stand."""
    draft = plans.start(
        area,
        source=source,
        title=source.title,
        language=source.language,
        period_from=source.period_from,
        period_to=source.period_to,
        by=by,
    )
    draft.next_review_on = source.next_review_on
    draft.save(update_fields=["next_review_on"])
    return draft


def _in_order(now: Now) -> tuple[bool, bool, int]:
    """What others point to or belong to comes before them; what goes goes last.

    Milestones go before the effort with which they would go.
    """
    goes, kinds = now.values is None, [AmendmentPlace.TEXT, *KINDS]
    return goes, goes and now.place.kind != "milestones", kinds.index(now.place.kind)


def _remove(draft: PlanVersion, row: Any, *, by: User) -> None:
    """Take an entry out, if it is there: one that is gone may have come back with another one."""
    if row is not None:
        rows.remove(draft, row, by=by)


def _write(draft: PlanVersion, now: Now, entries: Entries, *, by: User) -> None:
    """Save a place through the forms by which the leads write, with all that they refuse."""
    place = now.place
    if not place.is_text and place.is_new:
        _add(draft, now, entries, by=by)
        return
    here = entries.as_here(now.values or {})
    writing: Any
    record: Any
    if place.is_text:
        writing = writings.SECTION
        record = writings.SectionOfPlan(draft, BY_KEY[place.section])
    else:
        kind = KINDS[place.kind]
        row = entries.row_of(place) or _brought_back(draft, kind, place, by=by)
        if row is None:
            _add(draft, now, entries, by=by)
            return
        writing = writings.ROW
        record = writings.RowOfPlan(draft, kind, row)
    other_values.put(
        writing, record, here, by=by, clause=not_amended.CLAUSE, words_of=_words_of(now)
    )


def _words_of(now: Now) -> User | None:
    """Whose words these are, where they are those of one person and of nobody else."""
    authors = now.authors - {0}
    if len(now.authors) != 1 or not authors:
        return None
    return User.objects.filter(pk__in=authors).first()


def _brought_back(
    draft: PlanVersion, kind: RowKind, place: AmendmentPlace, *, by: User
) -> Any:
    """The entry as it was removed from the draft, with its key, its place and its links."""
    for kept in removed.of_plan(draft, [kind]):
        if kept.lasting_key == place.key_id:
            row = rows.bring_back(draft, kept, by=by)
            # Its links were made beside it.
            row.refresh_from_db()
            return row
    return None


def _add(draft: PlanVersion, now: Now, entries: Entries, *, by: User) -> None:
    """An entry that the draft does not have, with all that its form refuses."""
    values: Values = entries.as_here(now.values or {})
    kind = KINDS[now.place.kind]
    empty = entries.row_form(kind)
    form = entries.row_form(kind, data=as_sent([empty], values, QueryDict(mutable=True)))
    # One that versions before this one have stays what it was; a new one has no key yet.
    form.instance.key_id = now.place.key_id
    if not form.is_valid():
        raise unmet(" ".join(turns.sentences([form])), not_amended.CLAUSE)
    rows.save(draft, form, by=by)
