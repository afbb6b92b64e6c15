"""Records from before decisions named their subject, which nobody can make any more."""

from gmp_portal.website.demo.sessions import as_before


def before_rule(decision):
    """The decision as the migration left those whose subject is not certain."""
    with as_before(type(decision)):
        type(decision).objects.filter(pk=decision.pk).update(
            subject_kind="before_rule", subject_key=""
        )
    decision.refresh_from_db()
    return decision


def carried_before(record, **decision):
    """A row that rests on a decision of before, as the migration left it."""
    with as_before(type(record)):
        type(record).objects.filter(pk=record.pk).update(before_rule=True, **decision)
    record.refresh_from_db()
    return record


def as_it_was(record, **values):
    """The record with other values, though the database lets nobody write them now."""
    with as_before(type(record)):
        type(record).objects.filter(pk=record.pk).update(**values)
    record.refresh_from_db()
    return record


def as_they_were(records, **values):
    """All of these records with other values, though the database lets nobody write them now."""
    with as_before(records.model):
        records.update(**values)


def never_kept(records):
    """Records that are gone, though the database lets nobody delete them now."""
    with as_before(records.model):
        records.delete()
