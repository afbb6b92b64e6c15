"""The texts and rows of a draft that several people write, by their forms (A1-6b-ii, C4)."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from areas import not_now, permissions
from areas.actions import own_efforts, plans, rows, sections, translations
from areas.activity_writing import ACTIVITY
from areas.annex2 import BY_KEY, Section
from areas.forms.plans import FrameForm, SectionForm
from areas.forms.row_kinds import KINDS, OWN_EFFORTS, RowKind
from areas.forms.translations import TranslationForm
from areas.models import Effort, EffortCall, PlanVersion
from areas.models.plans import LANGUAGES
from areas.reading import effort_calls, language_versions, removed
from areas.reading.passages import Pair
from areas.reading.section_page import rows_of
from areas.topic_writing import TOPIC
from areas.welcome_writing import WELCOME
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, get_for_role, require_step
from gmp_portal.words import beside
from gmp_portal.workflow import NotNowError
from gmp_portal.writing.written import Forms, Writing, register

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SEPARATOR = "-"
PART_LENGTH = 100


@dataclass(frozen=True)
class SectionOfPlan:
    """The narrative of one section of a version."""

    plan: PlanVersion
    section: Section


@dataclass(frozen=True)
class RowOfPlan:
    """An entry in one of the lists of a version."""

    plan: PlanVersion
    kind: RowKind
    row: rows.Row
    call: EffortCall | None = None
    """The request by which a partner keeps it as an effort of its own (R-73)."""


def find_row(plan: PlanVersion, kind: RowKind, pk: int, reader: Anybody) -> Any:
    """An entry of this draft; whoever finds it gone reads who removed it, and when (B4-2)."""
    row = rows_of(plan, kind).filter(pk=pk).first()
    if row is not None:
        return row
    kept = removed.find(plan, kind, pk)
    if kept is None:
        raise Http404
    why = not_now.why_row_is_gone(kept, reader)
    raise NotNowError(plan, why, back_to=list_of(plan, kind))


def list_of(plan: PlanVersion, kind: RowKind) -> str:
    """Where the list of these entries stands on the page of its section."""
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, kind.section])
    return f"{url}#{'efforts' if kind.key == 'milestones' else kind.key}"


class PlanText:
    """What all texts of a plan have in common: its leads write them while it is a draft."""

    def _plan(self, user: Anybody, pk: str) -> PlanVersion:
        if not pk.isdecimal():
            raise Http404
        visible = PlanVersion.objects.visible_to(user).select_related("area__body")
        return get_for_role(visible, user, permissions.can_section_edit, pk=pk)

    def _locked(self, plan: PlanVersion) -> PlanVersion:
        # A second copy: forms write into what they are given even where they are refused.
        held = PlanVersion.objects.select_related("area__body").get(pk=plan.pk)
        held.lock_draft()
        return held

    def _scope(self, plan: PlanVersion) -> str:
        return f"areas.plan:{plan.pk}"


class SectionWriting(PlanText, Writing[SectionOfPlan]):
    """The narrative of a section (A2)."""

    kind: ClassVar[str] = "areas.section"
    becomes_public = True

    def key(self, record: SectionOfPlan) -> str:
        return f"{record.plan.pk}{SEPARATOR}{record.section.key}"

    def find(self, user: Anybody, key: str) -> SectionOfPlan:
        plan_key, _separator, section_key = key.partition(SEPARATOR)
        section = BY_KEY.get(section_key)
        if section is None or not section.has_text:
            raise Http404
        return SectionOfPlan(self._plan(user, plan_key), section)

    def require_now(self, user: User, record: SectionOfPlan) -> None:
        require_step(user, permissions.can_section_edit, record.plan)

    def lock(self, record: SectionOfPlan) -> SectionOfPlan:
        return SectionOfPlan(self._locked(record.plan), record.section)

    def forms(self, record: SectionOfPlan, data: Any = None, files: Any = None) -> Forms:
        kept = record.plan.text_by_section.get(record.section.key)
        initial = {
            "text": kept.text if kept else "",
            "next_review_on": record.plan.next_review_on,
        }
        return [SectionForm(data, section=record.section, initial=initial)]

    def save(self, record: SectionOfPlan, forms: Forms, *, by: User) -> None:
        data = forms[0].cleaned_data
        sections.save_text(record.plan, record.section.key, data["text"], by=by)
        if record.section.has_review_date:
            sections.set_review_date(record.plan, data["next_review_on"], by=by)

    def title(self, record: SectionOfPlan) -> "StrOrPromise":
        return beside(record.plan.title, self.part(record))

    def page(self, record: SectionOfPlan) -> str:
        plan = record.plan
        return reverse(
            "areas:section_edit", args=[plan.area.slug, plan.number, record.section.key]
        )

    def subject(self, record: SectionOfPlan) -> PlanVersion:
        return record.plan

    def scope(self, record: SectionOfPlan) -> str:
        return self._scope(record.plan)

    def part(self, record: SectionOfPlan) -> str:
        return _("Section %(key)s") % {"key": record.section.key}


class RowWriting(PlanText, Writing[RowOfPlan]):
    """An objective, action, effort, milestone or other entry of a plan (A2-II to A2-IX)."""

    kind: ClassVar[str] = "areas.row"
    becomes_public = True

    def key(self, record: RowOfPlan) -> str:
        return f"{record.kind.key}{SEPARATOR}{record.row.pk}"

    def find(self, user: Anybody, key: str) -> RowOfPlan:
        kind_key, _separator, pk = key.partition(SEPARATOR)
        if kind_key not in KINDS or not pk.isdecimal():
            raise Http404
        kind = KINDS[kind_key]
        row = kind.model._default_manager.filter(pk=pk[:18]).first()
        call = effort_calls.of_keeper(user, row) if isinstance(row, Effort) else None
        if call is not None:
            return RowOfPlan(call.plan, OWN_EFFORTS, row, call)
        plan_pk = row.plan_pk if row else removed.plan_of(kind, pk)
        plan = self._plan(user, str(plan_pk))
        return RowOfPlan(plan, kind, find_row(plan, kind, int(pk[:18]), user))

    def require_now(self, user: User, record: RowOfPlan) -> None:
        if record.call is not None:
            require_step(user, permissions.can_own_effort_change, record.call)
            return
        require_step(user, permissions.can_row_change, record.plan)

    def lock(self, record: RowOfPlan) -> RowOfPlan:
        if record.call is not None:
            effort = own_efforts.hold(record.call, record.row.pk)
            return RowOfPlan(record.call.plan, record.kind, effort, record.call)
        plan = self._locked(record.plan)
        row = rows_of(plan, record.kind).filter(pk=record.row.pk).first()
        if row is None:
            raise rows.removed_meanwhile()
        return RowOfPlan(plan, record.kind, row)

    def forms(self, record: RowOfPlan, data: Any = None, files: Any = None) -> Forms:
        return record.kind.forms(data, instance=record.row, plan=record.plan)

    def save(self, record: RowOfPlan, forms: Forms, *, by: User) -> None:
        if record.call is not None:
            own_efforts.save(record.call, *forms, by=by)
            return
        rows.save(record.plan, *forms, by=by)

    def title(self, record: RowOfPlan) -> "StrOrPromise":
        return beside(record.plan.title, self.part(record))

    def page(self, record: RowOfPlan) -> str:
        plan = record.plan
        place = [plan.area.slug, plan.number]
        if record.call is not None:
            place += [record.call.pk, record.row.pk]
            return reverse("areas:own_effort_change", args=place)
        place += [record.kind.key, record.row.pk]
        return reverse("areas:row_change", args=place)

    def subject(self, record: RowOfPlan) -> PlanVersion:
        return record.plan

    def scope(self, record: RowOfPlan) -> str:
        return self._scope(record.plan)

    def part(self, record: RowOfPlan) -> str:
        said = _("%(kind)s: %(row)s") % {"kind": record.kind.singular, "row": record.row}
        return Truncator(said).chars(PART_LENGTH)


class FrameWriting(PlanText, Writing[PlanVersion]):
    """Title, language and period of a version."""

    kind: ClassVar[str] = "areas.frame"
    becomes_public = True

    def find(self, user: Anybody, key: str) -> PlanVersion:
        return self._plan(user, key)

    def require_now(self, user: User, record: PlanVersion) -> None:
        require_step(user, permissions.can_change_frame, record)

    def lock(self, record: PlanVersion) -> PlanVersion:
        return self._locked(record)

    def forms(self, record: PlanVersion, data: Any = None, files: Any = None) -> Forms:
        return [FrameForm(data, instance=record)]

    def save(self, record: PlanVersion, forms: Forms, *, by: User) -> None:
        plans.change_frame(record, **forms[0].cleaned_data, by=by)

    def title(self, record: PlanVersion) -> "StrOrPromise":
        return beside(record.title, self.part(record))

    def page(self, record: PlanVersion) -> str:
        place = [record.area.slug, record.number]
        return reverse("areas:plan_change_frame", args=place)

    def scope(self, record: PlanVersion) -> str:
        return self._scope(record)

    def part(self, record: PlanVersion) -> str:
        return _("Title, language and period")


@dataclass(frozen=True)
class PartInLanguage:
    """The title block or a section of a version in another language."""

    plan: PlanVersion
    language: str
    key: str

    @cached_property
    def all_pairs(self) -> list[Pair]:
        return language_versions.pairs_of(self.plan, self.language)

    @property
    def pairs(self) -> list[Pair]:
        """Its passages with their translations."""
        return [pair for pair in self.all_pairs if pair.passage.section == self.key]

    @property
    def keys(self) -> list[str]:
        """The parts of the version that say anything."""
        return list(dict.fromkeys(pair.passage.section for pair in self.all_pairs))


class TranslationWriting(Writing[PartInLanguage]):
    """A part of a version in another language, passage by passage (B4-1)."""

    kind: ClassVar[str] = "areas.translation"
    becomes_public = True

    def key(self, record: PartInLanguage) -> str:
        return SEPARATOR.join((str(record.plan.pk), record.language, record.key))

    def find(self, user: Anybody, key: str) -> PartInLanguage:
        plan_key, language, part_key = [*key.split(SEPARATOR), "", ""][:3]
        if not plan_key.isdecimal() or language not in dict(LANGUAGES):
            raise Http404
        visible = PlanVersion.objects.visible_to(user).select_related("area__body")
        permission = permissions.can_translation_write
        plan = get_for_role(visible, user, permission, pk=plan_key[:18])
        part = PartInLanguage(plan, language, part_key)
        if not part.pairs:
            raise Http404
        return part

    def require_now(self, user: User, record: PartInLanguage) -> None:
        require_step(user, permissions.can_translation_write, record.plan)

    def lock(self, record: PartInLanguage) -> PartInLanguage:
        plan = PlanVersion.objects.select_related("area__body").get(pk=record.plan.pk)
        plan.lock()
        return PartInLanguage(plan, record.language, record.key)

    def forms(self, record: PartInLanguage, data: Any = None, files: Any = None) -> Forms:
        return [TranslationForm(data, pairs=record.pairs)]

    def begun(self, record: PartInLanguage, name: str) -> Forms:
        """The same, one empty passage filled with the original, to be written over."""
        return [TranslationForm(None, pairs=record.pairs, begun=name)]

    def save(self, record: PartInLanguage, forms: Forms, *, by: User) -> None:
        translations.write(record.plan, record.language, forms[0].written, by=by)

    def title(self, record: PartInLanguage) -> "StrOrPromise":
        return beside(record.plan.title, self.part(record))

    def page(self, record: PartInLanguage) -> str:
        plan = record.plan
        place = [plan.area.slug, plan.number, record.language, record.key]
        return reverse("areas:translation_write", args=place)

    def subject(self, record: PartInLanguage) -> PlanVersion:
        return record.plan

    def scope(self, record: PartInLanguage) -> str:
        return f"areas.translation:{record.plan.pk}:{record.language}"

    def part(self, record: PartInLanguage) -> str:
        return str(language_versions.title_of(record.key))


SECTION = SectionWriting()
ROW = RowWriting()
FRAME = FrameWriting()
TRANSLATION = TranslationWriting()


def register_all() -> None:
    """Tell ``writing`` of every text of the app."""
    for writing in (SECTION, ROW, FRAME, TRANSLATION, WELCOME, ACTIVITY, TOPIC):
        register(writing)
