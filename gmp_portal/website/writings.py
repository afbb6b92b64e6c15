"""A working rule that two officers change, and one's own settings in two windows (C4)."""

from copy import copy
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gmp_portal import rulebook
from gmp_portal.accounts import joining
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Anybody, get_for_role, require, require_step
from gmp_portal.notifications import choices, own_words, reminders
from gmp_portal.notifications.models import MailText, ReminderRule
from gmp_portal.notifications.reminders import Plan
from gmp_portal.rulebook import WorkingRule
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website import permissions
from gmp_portal.website.actions import announcements, mail_texts, rules
from gmp_portal.website.actions import reminders as reminder_actions
from gmp_portal.website.announcement_forms import (
    AnnouncementForm,
    AreaAnnouncementForm,
)
from gmp_portal.website.forms import ProfileForm, RuleForm
from gmp_portal.website.mail_text_forms import MailTextForm
from gmp_portal.website.models import Announcement
from gmp_portal.website.reading import mail_samples, mail_text_rows
from gmp_portal.website.reminder_forms import ReminderForm
from gmp_portal.words import labelled
from gmp_portal.writing.written import Forms, Writing, register

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RuleWriting(Writing[WorkingRule]):
    """The value of a working rule: it is decided on top of what was decided last (P-23)."""

    kind: ClassVar[str] = "website.rule"

    def key(self, record: WorkingRule) -> str:
        return record.id

    def find(self, user: Anybody, key: str) -> WorkingRule:
        require(user, permissions.can_change_rule)
        try:
            return rulebook.parameter(key)
        except KeyError:
            raise Http404 from None

    def require_now(self, user: User, record: WorkingRule) -> None:
        require(user, permissions.can_change_rule)

    def lock(self, record: WorkingRule) -> WorkingRule:
        # A rule is no row: the order of its saves is kept by ``writing`` itself.
        return record

    def forms(self, record: WorkingRule, data: Any = None, files: Any = None) -> Forms:
        newest = _newest(record)
        current = newest.value if newest else record.value
        return [RuleForm(data, rule=record, current=current)]

    def save(self, record: WorkingRule, forms: Forms, *, by: User) -> None:
        data = forms[0].cleaned_data
        rules.set_value(
            record.id,
            forms[0].new_value,
            effective_from=data["effective_from"],
            reason=data["reason"],
            by=by,
        )

    def restoring(self, record: WorkingRule, number: int) -> dict[str, str]:
        """An earlier value is decided anew, for the first day on which it can be in force."""
        newest = _newest(record)
        last = max(today(), newest.effective_from) if newest else today()
        return {
            "effective_from": (last + timedelta(days=1)).isoformat(),
            "reason": _("Revision %(number)d is restored.") % {"number": number},
        }

    def title(self, record: WorkingRule) -> "StrOrPromise":
        return labelled(record.id, record.question)

    def page(self, record: WorkingRule) -> str:
        return reverse("website:rule_detail", args=[record.id])

    def subject(self, record: WorkingRule) -> ParameterValue:
        return ParameterValue.objects.filter(parameter=record.id).latest("effective_from")


def _newest(rule: WorkingRule) -> ParameterValue | None:
    """What was decided for the last day; nothing where the rule is as it was first set."""
    decided = ParameterValue.objects.filter(parameter=rule.id)
    return decided.order_by("-effective_from").first()


class ProfileWriting(Writing[User]):
    """How the portal speaks to somebody; nobody else sees or changes it."""

    kind: ClassVar[str] = "website.profile"

    def find(self, user: Anybody, key: str) -> User:
        if not isinstance(user, User) or key != str(user.pk):
            raise Http404
        return User.objects.get(pk=user.pk)

    def require_now(self, user: User, record: User) -> None:
        """One's own settings can be changed at any time."""

    def lock(self, record: User) -> User:
        return User.objects.select_for_update().get(pk=record.pk)

    def forms(self, record: User, data: Any = None, files: Any = None) -> Forms:
        return [ProfileForm(data, instance=record)]

    def save(self, record: User, forms: Forms, *, by: User) -> None:
        # What else is known of the person may have changed since the request began.
        form = forms[0]
        others = [name for name in form.fields if name != "digest"]
        form.save(commit=False).save(update_fields=others)
        joining.follow_name(record)
        # What somebody wants to be told by mail is on record, however it was chosen (C14).
        choices.choose_digest(record, form.cleaned_data["digest"], by=by)

    def title(self, record: User) -> "StrOrPromise":
        return _("My settings")

    def page(self, record: User) -> str:
        return reverse("website:profile")


class AnnouncementWriting(Writing[Announcement]):
    """Text and readers of an announcement, on which several work together (A1-6c-i)."""

    kind: ClassVar[str] = "website.announcement"

    def find(self, user: Anybody, key: str) -> Announcement:
        if not key.isdecimal():
            raise Http404
        visible = Announcement.objects.visible_to(user)
        return get_for_role(visible, user, permissions.can_edit, pk=key)

    def require_now(self, user: User, record: Announcement) -> None:
        require_step(user, permissions.can_edit, record)

    def lock(self, record: Announcement) -> Announcement:
        held = Announcement.objects.get(pk=record.pk)
        held.lock()
        return held

    def forms(self, record: Announcement, data: Any = None, files: Any = None) -> Forms:
        form = AreaAnnouncementForm if record.for_area else AnnouncementForm
        return [form(data, instance=record)]

    def save(self, record: Announcement, forms: Forms, *, by: User) -> None:
        announcements.edit(record, forms[0].values, by=by)

    def page(self, record: Announcement) -> str:
        return reverse("website:announcement_edit", args=[record.pk])


class MailTextWriting(Writing[MailText]):
    """What is said besides the built-in text of a kind of mail, in one language (R-54)."""

    kind: ClassVar[str] = "website.mail_text"

    def key(self, record: MailText) -> str:
        return f"{own_words.name_of(record.template)}.{record.language}"

    def find(self, user: Anybody, key: str) -> MailText:
        require(user, permissions.can_mail_text_edit)
        name, _dot, language = key.rpartition(".")
        return mail_text_rows.get(name, language)

    def require_now(self, user: User, record: MailText) -> None:
        require(user, permissions.can_mail_text_edit)

    def lock(self, record: MailText) -> MailText:
        # Before the first words there is no row: ``writing`` itself keeps the order of saves.
        kind = {"template": record.template, "language": record.language}
        return MailText.objects.filter(**kind).first() or MailText(**kind)

    def forms(self, record: MailText, data: Any = None, files: Any = None) -> Forms:
        return [MailTextForm(data, instance=copy(record))]

    def save(self, record: MailText, forms: Forms, *, by: User) -> None:
        mail_texts.edit(record.template, record.language, forms[0].values, by=by)

    def title(self, record: MailText) -> "StrOrPromise":
        # In the language of whoever edits; the preview shows the one of the mail.
        subject, _body = mail_samples.built_in(record.template, get_language() or "en")
        return labelled(subject, record.get_language_display())

    def page(self, record: MailText) -> str:
        name = own_words.name_of(record.template)
        return reverse("website:mail_text_edit", args=[name, record.language])

    def subject(self, record: MailText) -> MailText:
        return MailText.objects.get(template=record.template, language=record.language)


class ReminderWriting(Writing[Plan]):
    """On which days people are reminded of something (R-61)."""

    kind: ClassVar[str] = "website.reminder"

    def key(self, record: Plan) -> str:
        return record.kind.key

    def find(self, user: Anybody, key: str) -> Plan:
        require(user, permissions.can_reminder_edit)
        if key not in reminders.KINDS:
            raise Http404
        return reminders.plan_of(key)

    def require_now(self, user: User, record: Plan) -> None:
        require(user, permissions.can_reminder_edit)

    def lock(self, record: Plan) -> Plan:
        # Before the first choice there is no row: ``writing`` itself keeps the order of saves.
        return reminders.plan_of(record.kind.key)

    def forms(self, record: Plan, data: Any = None, files: Any = None) -> Forms:
        return [ReminderForm(data, plan=record)]

    def save(self, record: Plan, forms: Forms, *, by: User) -> None:
        data = forms[0].cleaned_data
        reminder_actions.edit(
            record.kind.key,
            forms[0].days,
            is_active=data["is_active"],
            reason=data["reason"],
            by=by,
        )

    def restoring(self, record: Plan, number: int) -> dict[str, str]:
        """Earlier days are chosen anew."""
        return {"reason": _("Revision %(number)d is restored.") % {"number": number}}

    def title(self, record: Plan) -> "StrOrPromise":
        return record.kind.what

    def page(self, record: Plan) -> str:
        return reverse("website:reminder_edit", args=[record.kind.key])

    def subject(self, record: Plan) -> ReminderRule:
        return ReminderRule.objects.get(kind=record.kind.key)


RULE = RuleWriting()
REMINDER = ReminderWriting()
ANNOUNCEMENT = AnnouncementWriting()
PROFILE = ProfileWriting()
MAIL_TEXT = MailTextWriting()


def register_all() -> None:
    """Tell ``writing`` of every text of the app."""
    register(RULE)
    register(PROFILE)
    register(ANNOUNCEMENT)
    register(MAIL_TEXT)
    register(REMINDER)
