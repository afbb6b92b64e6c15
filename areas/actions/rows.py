"""Adding, changing, ordering and removing the rows of a draft (Annex 2)."""

from typing import Any, TypeVar

from django.db import IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import errors
from django.utils.translation import gettext_lazy as _

from areas.actions import removals
from areas.acts import Act
from areas.models import Effort, Milestone, PlanRow, PlanVersion
from areas.reading.removed import Removed
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.ui.rows import Rows
from gmp_portal.workflow import RuleRefusedError

Row = PlanRow | Milestone
Made = TypeVar("Made", bound=PlanRow)


@transaction.atomic
def save(plan: PlanVersion, form: Any, steps: Rows | None = None, *, by: User) -> Row:
    """Keep what the form holds as a row of this plan; a new row comes last.

    ``steps`` are the milestones of an effort, where they were asked for beside it.
    """
    plan.lock_draft()
    row: Row = form.instance
    is_new = row.pk is None
    if not is_new:
        _refuse_removed(row)
        if not form.has_changed() and not _are_other_steps(row, steps):
            return row
    elif isinstance(row, PlanRow):
        row.position = _last(plan, type(row)) + 1
    _keep(form, row, is_new=is_new)
    if steps is not None:
        _keep_steps(plan, row, steps, by=by)
    _note(plan, Act.PLAN_ROW_ADDED if is_new else Act.PLAN_ROW_CHANGED, row, by)
    return row


def append(plan: PlanVersion, model: type[Made], *, by: User, **facts: Any) -> Made:
    """Put a row behind the others of a draft; a part of an act that holds the draft."""
    place = _last(plan, model) + 1
    row: Made = model._default_manager.create(plan=plan, position=place, **facts)
    _note(plan, Act.PLAN_ROW_ADDED, row, by)
    return row


@transaction.atomic
def duplicate(plan: PlanVersion, row: PlanRow, *, by: User) -> PlanRow:
    """Put a copy of a row right behind it, with its links and its milestones (A2-IV-1)."""
    plan.lock_draft()
    _refuse_removed(row)
    rows = list(type(row)._default_manager.filter(plan=plan))
    place = [other.pk for other in rows].index(row.pk)
    copied: PlanRow = _copy_of(type(row)._default_manager.get(pk=row.pk))
    removals.number([*rows[: place + 1], copied, *rows[place + 1 :]])
    _note(plan, Act.PLAN_ROW_ADDED, copied, by)
    return copied


@transaction.atomic
def remove(plan: PlanVersion, row: Row, *, by: User) -> None:
    """Take a row out of the draft; it can be brought back, and earlier versions keep it."""
    plan.lock_draft()
    _refuse_removed(row)
    removals.keep(plan, row, by=by)
    _note(plan, Act.PLAN_ROW_REMOVED, row, by)
    row.delete()
    ledger.follow(plan)


@transaction.atomic
def bring_back(plan: PlanVersion, kept: Removed, *, by: User) -> Row:
    """Put a removed row back where it stood, with its links, while the draft lives (B4-2)."""
    plan.lock_draft()
    if kept.kind.model._default_manager.filter(pk=kept.pk).exists():
        raise RuleRefusedError(_("This entry is back already."), clause="B4-2")
    row = removals.put_back(plan, kept)
    _note(plan, Act.PLAN_ROW_BROUGHT_BACK, row, by)
    return row


@transaction.atomic
def move(plan: PlanVersion, row: PlanRow, *, up: bool, by: User) -> tuple[int, int]:
    """Let a row change places with its neighbour; answers its place and how many there are."""
    plan.lock_draft()
    _refuse_removed(row)
    rows = list(type(row)._default_manager.filter(plan=plan))
    place = [other.pk for other in rows].index(row.pk)
    target = min(max(place + (-1 if up else 1), 0), len(rows) - 1)
    rows.insert(target, rows.pop(place))
    removals.number(rows)
    if target != place:
        _note(plan, Act.PLAN_ROW_MOVED, row, by)
    return target + 1, len(rows)


def put(plan: PlanVersion, form: Any) -> Act | None:
    """Save a row within an act that notes more than one of them; answers what it did."""
    row: Row = form.instance
    is_new = row.pk is None
    if isinstance(row, PlanRow) and is_new:
        row.position = _last(plan, type(row)) + 1
    if not is_new:
        _refuse_removed(row)
        if not form.has_changed():
            return None
    _keep(form, row, is_new=is_new)
    return Act.PLAN_ROW_ADDED if is_new else Act.PLAN_ROW_CHANGED


def take_out(plan: PlanVersion, row: Row, *, by: User) -> None:
    """Remove a row within such an act; what went with another one is gone already."""
    if type(row)._default_manager.filter(pk=row.pk).exists():
        removals.keep(plan, row, by=by)
        row.delete()


def _refuse_removed(row: Row) -> None:
    if not type(row)._default_manager.filter(pk=row.pk).exists():
        raise removed_meanwhile()


def removed_meanwhile() -> RuleRefusedError:
    refusal = _(
        "This entry was removed meanwhile: go back to its section, where it can be brought back."
    )
    return RuleRefusedError(refusal, clause="B4-2")


def _keep(form: Any, row: Row, *, is_new: bool) -> None:
    """Save at once what the database would look at last: that other entries are still there."""
    # The place of a row is not asked for: somebody may have moved it since the form was read.
    asked = {field.name for field in row._meta.concrete_fields} & form.fields.keys()
    try:
        with transaction.atomic():
            form.save(commit=False)
            row.save(update_fields=None if is_new else asked)
            form.save_m2m()
            connection.check_constraints()
    except IntegrityError as error:
        if not isinstance(error.__cause__, errors.ForeignKeyViolation):
            raise
        refusal = _(
            "An entry that this one belongs to was removed meanwhile: choose another one."
        )
        raise RuleRefusedError(refusal, clause="B4-2") from error


def _are_other_steps(effort: Any, steps: Rows | None) -> bool:
    """Whether these milestones differ from those that the effort has."""
    if steps is None:
        return False
    said = [(each["milestone"], each["due_on"], each["text"]) for each in steps.complete()]
    return said != list(effort.milestones.values_list("pk", "due_on", "text"))


def _keep_steps(plan: PlanVersion, effort: Any, steps: Rows, *, by: User) -> None:
    """Milestones that are not among these any more were taken out, and can be brought back."""
    before = {step.pk: step for step in effort.milestones.all()}
    keys = []
    for said in steps.complete():
        facts = {"due_on": said["due_on"], "text": said["text"]}
        step = before.pop(said["milestone"], None)
        if step is None:
            step = Milestone.objects.create(effort=effort, **facts)
        else:
            step.due_on, step.text = facts["due_on"], facts["text"]
            step.save(update_fields=["due_on", "text"])
        keys.append(step.pk)
    for step in before.values():
        removals.keep(plan, step, by=by)
        step.delete()
    steps.note_complete(keys)


def _copy_of(row: Any) -> Any:
    """A row that says the same and serves the same; the database gives it a key of its own."""
    said = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name != "key"
    }
    copied = type(row)._default_manager.create(**said)
    for field in row._meta.many_to_many:
        getattr(copied, field.name).set(getattr(row, field.name).all())
    if isinstance(row, Effort):
        for step in row.milestones.all():
            Milestone.objects.create(effort=copied, due_on=step.due_on, text=step.text)
    return copied


def _last(plan: PlanVersion, model: type[PlanRow]) -> int:
    rows = model._default_manager.filter(plan=plan)
    return int(rows.aggregate(last=models.Max("position"))["last"] or 0)


def _note(plan: PlanVersion, act: Act, row: Row, by: User) -> None:
    plan.touch()
    ledger.record(act, plan, by=by, row=f"{row._meta.model_name}:{row.pk}")
