"""Reports to governing bodies, which several officers write text by text (B7-4, B7-5)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, get_for_role, require_step
from gmp_portal.words import beside
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.written import Forms, Writing
from reporting import permissions
from reporting.actions import reports
from reporting.assembly import blocks, mastheads
from reporting.forms.reports import BlockForm, DecisionForm, MastheadForm
from reporting.models import Report

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SEPARATOR = "-"


@dataclass(frozen=True)
class BlockOfReport:
    """One text of a report, by a name that stays when others come and go before it."""

    report: Report
    place: blocks.Place


def block_of(report: Report, key: str) -> BlockOfReport:
    """The text as it stands now; without it, whoever wrote on it hears so (A1-6c-ii)."""
    place = blocks.place_of(report.document, report.sources, key)
    if place is None:
        raise RuleRefusedError(
            _("Somebody else took this paragraph out in the meantime."), clause="A1-6c-ii"
        )
    return BlockOfReport(report, place)


def _report_of(user: Anybody, pk: str) -> Report:
    if not pk.isdecimal():
        raise Http404
    visible = Report.objects.visible_to(user)
    return get_for_role(visible, user, permissions.can_edit, pk=pk[:18])


def _locked(report: Report) -> Report:
    held = Report.objects.get(pk=report.pk)
    held.lock()
    reports.refuse_frozen(held)
    return held


class BlockWriting(Writing[BlockOfReport]):
    """A paragraph, a heading or a draft decision; figures are made from the records."""

    kind: ClassVar[str] = "reporting.block"
    becomes_public = True

    def key(self, record: BlockOfReport) -> str:
        return f"{record.report.pk}{SEPARATOR}{record.place.key}"

    def find(self, user: Anybody, key: str) -> BlockOfReport:
        pk, _separator, name = key.partition(SEPARATOR)
        report = _report_of(user, pk)
        place = blocks.place_of(report.document, report.sources, name)
        if place is None or not place.is_editable:
            raise Http404
        return BlockOfReport(report, place)

    def require_now(self, user: User, record: BlockOfReport) -> None:
        require_step(user, permissions.can_edit, record.report)

    def lock(self, record: BlockOfReport) -> BlockOfReport:
        return block_of(_locked(record.report), record.place.key)

    def forms(self, record: BlockOfReport, data: Any = None, files: Any = None) -> Forms:
        form = DecisionForm if record.place.is_decision else BlockForm
        return [form(data, initial=form.initial_of(record.place))]

    def save(self, record: BlockOfReport, forms: Forms, *, by: User) -> None:
        def change(report: Report) -> reports.Changed:
            place = block_of(report, record.place.key).place
            block = forms[0].changed(place)
            return blocks.with_block(report.document, place, block), report.sources

        reports.edit(record.report, change, by=by)

    def title(self, record: BlockOfReport) -> "StrOrPromise":
        return beside(record.report.title, self.part(record))

    def page(self, record: BlockOfReport) -> str:
        return reverse(
            "reporting:block_edit", args=[record.report.slug, record.place.number]
        )

    def subject(self, record: BlockOfReport) -> Report:
        return record.report

    def scope(self, record: BlockOfReport) -> str:
        return f"reporting.report:{record.report.pk}"

    def part(self, record: BlockOfReport) -> str:
        return _("Block %(number)d") % {"number": record.place.number}


class MastheadWriting(Writing[Report]):
    """The lines of the first page before the first paragraph."""

    kind: ClassVar[str] = "reporting.masthead"
    becomes_public = True

    def find(self, user: Anybody, key: str) -> Report:
        return _report_of(user, key)

    def require_now(self, user: User, record: Report) -> None:
        require_step(user, permissions.can_edit, record)

    def lock(self, record: Report) -> Report:
        return _locked(record)

    def forms(self, record: Report, data: Any = None, files: Any = None) -> Forms:
        return [MastheadForm(data, initial=mastheads.values(mastheads.of_document(record)))]

    def save(self, record: Report, forms: Forms, *, by: User) -> None:
        lines = mastheads.Masthead(
            kind=record.kind, language=record.language, **forms[0].cleaned_data
        )
        reports.edit(
            record,
            lambda report: (mastheads.applied(report.document, lines), report.sources),
            by=by,
        )

    def title(self, record: Report) -> "StrOrPromise":
        return beside(record.title, self.part(record))

    def page(self, record: Report) -> str:
        return reverse("reporting:masthead_edit", args=[record.slug])

    def scope(self, record: Report) -> str:
        return f"reporting.report:{record.pk}"

    def part(self, record: Report) -> str:
        return _("First page")


BLOCK = BlockWriting()
MASTHEAD = MastheadWriting()
