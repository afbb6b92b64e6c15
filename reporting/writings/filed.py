"""Reports of partners and of areas, which several people write until they are handed in."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, Permission, get_for_role, require_step
from gmp_portal.writing.written import Forms, Writing
from reporting import permissions
from reporting.actions import area_reports, filing, progress
from reporting.forms import area_report_drafts, progress_drafts
from reporting.forms.area_report_drafts import AreaReportDraft
from reporting.forms.progress_drafts import ProgressDraft
from reporting.models import AreaReport, ProgressReport
from reporting.models.filed_reports import FiledReport

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

R = TypeVar("R", ProgressReport, AreaReport)


class FiledWriting(Writing[R]):
    """The draft of a report that is filed: its authors write it until it is handed in."""

    noun: ClassVar[str]
    model: ClassVar[type[FiledReport]]
    related: ClassVar[tuple[str, ...]]
    permission: ClassVar[Permission[Any]]
    clause: ClassVar[str]

    def find(self, user: Anybody, key: str) -> R:
        if not key.isdecimal():
            raise Http404
        visible: Any = self.model._default_manager
        rows = visible.visible_to(user).select_related(*self.related)
        report: R = get_for_role(rows, user, self.permission, pk=key[:18])
        return report

    def require_now(self, user: User, record: R) -> None:
        require_step(user, self.permission, record)

    def lock(self, record: R) -> R:
        # A second copy: forms write into what they are given even where they are refused.
        held: R = self.model._default_manager.select_related(*self.related).get(  # type: ignore[assignment]
            pk=record.pk
        )
        held.lock()
        filing.refuse_late_change(held, clause=self.clause)
        return held

    def title(self, record: R) -> "StrOrPromise":
        return _("Report: %(report)s") % {"report": record}

    def page(self, record: R) -> str:
        return reverse(f"reporting:{self.noun}_edit", args=[record.pk])


class ProgressWriting(FiledWriting[ProgressReport]):
    """A partner's report: texts, activities and contributions (A1-6a-iii)."""

    kind: ClassVar[str] = "reporting.progress"
    becomes_public = True
    noun: ClassVar[str] = "progress"
    model: ClassVar[type[FiledReport]] = ProgressReport
    related: ClassVar[tuple[str, ...]] = ("cycle", "partner", "area")
    permission: ClassVar[Permission[Any]] = permissions.can_progress_edit
    clause: ClassVar[str] = "A1-6a-iii"

    def forms(self, record: ProgressReport, data: Any = None, files: Any = None) -> Forms:
        if data is None:
            return progress_drafts.first_shown(record).all
        return progress_drafts.posted(record, data).all

    def countries(self, record: ProgressReport) -> tuple[str | None]:
        return (record.partner.country_id,)

    def save(self, record: ProgressReport, forms: Forms, *, by: User) -> None:
        draft = ProgressDraft(*forms)
        draft.activities.note_complete(progress.save(record, typed=draft.typed))


class AreaReportWriting(FiledWriting[AreaReport]):
    """The report of an area: its texts, and a value for each indicator (A1-6b-vi)."""

    kind: ClassVar[str] = "reporting.area"
    becomes_public = True
    noun: ClassVar[str] = "area_report"
    model: ClassVar[type[FiledReport]] = AreaReport
    related: ClassVar[tuple[str, ...]] = ("cycle", "area", "plan")
    permission: ClassVar[Permission[Any]] = permissions.can_area_report_edit
    clause: ClassVar[str] = "A1-6b-vi"

    def forms(self, record: AreaReport, data: Any = None, files: Any = None) -> Forms:
        return area_report_drafts.of(record, data).all

    def save(self, record: AreaReport, forms: Forms, *, by: User) -> None:
        draft = AreaReportDraft(*forms)
        area_reports.save(record, text=draft.text, values=draft.actuals)


PROGRESS = ProgressWriting()
AREA_REPORT = AreaReportWriting()
