"""What the pages of a partner's report and of an area's report do alike: write, hand in, judge.

Each of the two says in a subclass where they differ; permissions are asked in its own views.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.rights import Steps
from gmp_portal.ledger import histories
from gmp_portal.ui.contents import Entry
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import read_texts, turns
from gmp_portal.writing.written import Forms, Writing
from reporting.models.filed_reports import FiledReport

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNPROCESSABLE = 422


class Draft(Protocol):
    """The forms of one report."""

    @property
    def form(self) -> forms.ModelForm: ...

    @property
    def all(self) -> list[Any]: ...


R = TypeVar("R", bound=FiledReport)
D = TypeVar("D", bound=Draft)


class FiledReportPages(ABC, Generic[R, D]):
    """The pages of one kind of report, from the draft to the question asked back."""

    noun: ClassVar[str]
    steps: ClassVar[Steps[Any]]
    actions: ClassVar[Any]
    writing: ClassVar[Writing[Any]]
    detail_template: ClassVar[str]
    edit_template: ClassVar[str]
    # What people read once they have handed in, or before and after they ask a question.
    handed_in: ClassVar["StrOrPromise"]
    question_hint: ClassVar["StrOrPromise"]
    question_sent: ClassVar["StrOrPromise"]

    @abstractmethod
    def draft(self, forms: Forms) -> D:
        """The forms of the page by their names."""

    @abstractmethod
    def excess(self, report: R) -> list[str]:
        """What must become shorter before the report is handed in."""

    @abstractmethod
    def facts(self, request: HttpRequest, report: R) -> dict[str, Any]:
        """What the page of the report shows beside the report itself."""

    @abstractmethod
    def headings(self, report: R, facts: dict[str, Any]) -> list[tuple[str, str]]:
        """The headings of its page, by their anchors."""

    def facts_beside_the_form(self, request: HttpRequest, report: R) -> dict[str, Any]:
        return {}

    # Pages -----------------------------------------------------------------------------

    def detail(
        self, request: HttpRequest, report: R, refusal: RuleRefusedError | None = None
    ) -> HttpResponse:
        facts = self.facts(request, report)
        headings = self.headings(report, facts)
        possible = self.steps.possible(request.user, report)
        is_written = any(step.endswith("_edit") for step in possible)
        context = {
            "report": report,
            "refusal": refusal,
            "lacking": self._lacking(report) if is_written else None,
            "possible": possible,
            "trail": histories.told(ledger.trail(report), to=request.user),
            "contents": [Entry(title, f"#{anchor}") for anchor, title in headings],
            **facts,
        }
        status = refusal.status if refusal else None
        return render(request, self.detail_template, context, status=status)

    def _lacking(self, report: R) -> RuleRefusedError | None:
        """What keeps a draft from being submitted, told before somebody tries."""
        try:
            self.actions.refuse_incomplete(report)
        except RuleRefusedError as lacking:
            return lacking
        return None

    def edit(self, request: SignedInRequest, report: R) -> HttpResponse:
        """Write the draft; it works without scripts, too."""
        turn = turns.take(request, self.writing, report)
        if not turn.is_saved:
            return self.form_page(request, turn)
        turn.tell(request, _("Your draft is saved."))
        stored = turn.record
        if stored.is_unfinished:
            return self.form_page(request, turn, status=UNPROCESSABLE)
        if "check" in request.POST:
            for sentence in self.excess(stored):
                messages.warning(request, sentence)
            return redirect(stored)
        return redirect(f"reporting:{self.noun}_edit", stored.pk)

    def form_page(
        self, request: SignedInRequest, turn: turns.Turn, *, status: int | None = None
    ) -> HttpResponse:
        report = turn.record
        context = {
            "report": report,
            "forms": self.draft(turn.forms),
            "is_saved": turn.is_saved,
            "excess": self.excess(report),
            "autosave_url": reverse(f"reporting:{self.noun}_autosave", args=[report.pk]),
            **self.facts_beside_the_form(request, report),
        }
        return render_form(
            request, self.edit_template, context, form=turn.forms, status=status
        )

    def autosave(self, request: SignedInRequest, report: R) -> JsonResponse:
        """Keep what is being typed; rows that are not complete yet are kept as they stand."""
        return turns.take(request, self.writing, report).answer()

    def submit(self, request: SignedInRequest, report: R) -> HttpResponse:
        """Hand the report in; what is not complete stays here, with the reason."""
        try:
            self.actions.submit(report, by=request.user)
        except RuleRefusedError as refusal:
            report.refresh_from_db()
            return self.detail(request, report, refusal)
        messages.success(request, self.handed_in)
        return redirect(report)

    def accept(self, request: SignedInRequest, report: R) -> HttpResponse:
        with read_texts.acting_on(request, report):
            self.actions.accept(report, by=request.user)
        messages.success(request, _("The report is accepted and public now."))
        return redirect(report)

    def send_back(self, request: SignedInRequest, report: R) -> HttpResponse:
        """Ask the authors a question."""
        form = ReasonForm(
            request.POST or None,
            label=_("What you ask"),
            hint=self.question_hint,
            missing=_("Write what you ask."),
        )
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            self.actions.send_back(report, reason=reason, by=request.user)
            messages.success(request, self.question_sent)
            return redirect(report)
        context = {"report": report}
        return render_form(request, "reporting/send_back.html", context, form=form)
