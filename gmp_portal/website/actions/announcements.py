"""An announcement is written, sent off to a frozen list, recalled within some minutes, or goes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import permissions as of_areas
from areas.models import PartnershipArea
from gmp_portal import ledger, rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.website import emails, permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.models import Announcement
from gmp_portal.website.reading import audiences
from gmp_portal.workflow import changed_fields, unmet

RULE = "R-41"
Status = Announcement.Status


@transaction.atomic
def start(values: Mapping[str, Any], *, by: User) -> Announcement:
    """Begin an announcement; nobody gets it before it is sent off (A1-6c-i)."""
    rights.require(by, permissions.can_announcement_start)
    announcement = Announcement.objects.create(created_by=by, **values)
    ledger.record(Act.ANNOUNCEMENT_STARTED, announcement, by=by, to=announcement.status)
    return announcement


@transaction.atomic
def start_for_area(
    area: PartnershipArea, values: Mapping[str, Any], *, by: User
) -> Announcement:
    """Begin what the leads write to the partners of their area (A1-6b-iii)."""
    area.lock()
    rights.require_step(by, of_areas.can_announce, area)
    announcement = Announcement.objects.create(
        created_by=by, for_area=True, area=area, **values
    )
    ledger.record(Act.ANNOUNCEMENT_STARTED, announcement, by=by, to=announcement.status)
    return announcement


@transaction.atomic
def edit(announcement: Announcement, values: Mapping[str, Any], *, by: User) -> None:
    """Change the text of a draft, or whom it addresses (A1-6c-i)."""
    announcement.lock()
    rights.require_step(by, permissions.can_edit, announcement)
    changed = changed_fields(announcement, values)
    if not changed:
        return
    for name in changed:
        setattr(announcement, name, values[name])
    announcement.save(update_fields=changed)
    ledger.record(Act.ANNOUNCEMENT_CHANGED, announcement, by=by, fields=changed)


@transaction.atomic
def discard(announcement: Announcement, *, by: User) -> None:
    """Delete a draft that nobody got; the ledger keeps that there was one (A1-6c-i)."""
    announcement.lock()
    rights.require_step(by, permissions.can_discard, announcement)
    ledger.record(
        Act.ANNOUNCEMENT_DISCARDED,
        announcement,
        by=by,
        from_=announcement.status,
        title=announcement.title,
    )
    announcement.delete()


@transaction.atomic
def release(
    announcement: Announcement, *, seen: str, number: int | None = None, by: User
) -> None:
    """Send it off to those whom the page named, after the time in which it is recalled (R-41)."""
    announcement.lock()
    rights.require_step(by, permissions.can_release, announcement)
    people, rule = audiences.of(announcement), rulebook.value(RULE)
    if not people:
        raise unmet(_("Nobody fits this choice: there is nobody to write to."), RULE)
    if seen != audiences.token_for(people):
        raise unmet(
            _("The list of readers has changed since you saw it: look at it again."), RULE
        )
    if len(people) > rule["typed"] and number != len(people):
        raise unmet(
            _("Type the number of readers, as the page names it: %(number)d."),
            RULE,
            {"number": len(people)},
        )
    before = announcement.become(Status.HELD)
    announcement.recipients = [person.pk for person in people]
    announcement.released_by = by
    announcement.sends_at = timezone.now() + timedelta(minutes=rule["minutes"])
    announcement.save(update_fields=["status", "recipients", "released_by", "sends_at"])
    ledger.record(
        Act.ANNOUNCEMENT_RELEASED,
        announcement,
        by=by,
        from_=before,
        to=announcement.status,
        readers=len(people),
    )


@transaction.atomic
def recall(announcement: Announcement, *, by: User) -> None:
    """Take back what has not gone out yet: it is a draft again, and nobody was told (R-41)."""
    announcement.lock()
    rights.require_step(by, permissions.can_recall, announcement)
    readers = len(announcement.recipients)
    before = announcement.become(Status.DRAFT)
    announcement.recipients = []
    announcement.released_by = announcement.sends_at = None
    announcement.save(update_fields=["status", "recipients", "released_by", "sends_at"])
    ledger.record(
        Act.ANNOUNCEMENT_RECALLED,
        announcement,
        by=by,
        from_=before,
        to=announcement.status,
        readers=readers,
    )


@transaction.atomic
def send(announcement: Announcement) -> None:
    """Write to everybody on the frozen list, once the time to recall it is over (R-41)."""
    announcement.lock()
    if announcement.status != Status.HELD:
        # Recalled, or sent by another clock, in this very moment.
        return
    before = announcement.become(Status.SENT)
    announcement.sent_at = timezone.now()
    announcement.save(update_fields=["status", "sent_at"])
    ledger.record(
        Act.ANNOUNCEMENT_SENT,
        announcement,
        by=None,
        from_=before,
        to=announcement.status,
        readers=len(announcement.recipients),
    )
    emails.sent_off(announcement, audiences.of(announcement))
