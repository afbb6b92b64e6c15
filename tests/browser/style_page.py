"""A page that shows every component and every state of a form, for tests alone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.utils.translation import get_language

from gmp_portal import dates
from gmp_portal.ui.amounts import AmountField
from gmp_portal.ui.components import Bar, Step
from gmp_portal.ui.forms import DateInput, MaxWords, PortalFormMixin, with_one_more
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.worklist import Task
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError

HERE = Path(__file__).parent
ARABIC = "العمل معاً لإنهاء التلوث بالزئبق وحماية صحة الإنسان والبيئة"


class Status(TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    INFO_REQUESTED = "info_requested", "Information requested"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Declined"
    UNDER_REVIEW = "under_review", "Under review"


class SampleForm(PortalFormMixin, forms.Form):
    """One field of each kind."""

    sections = [
        ("Who you are", ["name", "kind", "country", "seat", "founded_on"]),
        ("What you bring", ["areas", "summary", "hours", "letter", "agreed"]),
    ]
    name = forms.CharField(help_text="As it stands in your statutes. This will be public.")
    kind = forms.ChoiceField(
        choices=[("gov", "Government"), ("ngo", "Civil society"), ("ind", "Industry")],
        widget=forms.RadioSelect,
        help_text="Choose the one that fits best.",
    )
    country = forms.ChoiceField(choices=[("", "Choose"), ("CH", "Switzerland")])
    seat = forms.CharField(required=False)
    founded_on = forms.DateField(widget=DateInput, required=False)
    areas = forms.MultipleChoiceField(
        choices=[("waste", "Waste management"), ("products", "Mercury in products")],
        widget=forms.CheckboxSelectMultiple,
    )
    summary = forms.CharField(widget=forms.Textarea({"rows": 6}), validators=[MaxWords(20)])
    hours = AmountField(required=False, help_text="Person-hours a year.")
    letter = forms.FileField(required=False, help_text="PDF, at most 10 MB.")
    agreed = forms.BooleanField(label="I am authorized to sign for the organization")


class EffortForm(PortalFormMixin, forms.Form):
    """A row."""

    title = forms.CharField(label="Title of the effort")
    cost = AmountField(label="Cost", required=False)


EffortFormSet = forms.formset_factory(EffortForm, extra=2, can_order=True, can_delete=True)


def _show(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    template = engines["django"].from_string((HERE / name).read_text())
    return HttpResponse(template.render(context, request), status=status)


def _record(status: str) -> SimpleNamespace:
    return SimpleNamespace(status=status, get_status_display=lambda: Status(status).label)


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    today = dates.today()
    is_arabic = get_language() == "ar"
    title = ARABIC if is_arabic else "Working together to end mercury pollution"
    messages.success(request, "Your question is on its way to the sender.")
    return _show(
        request,
        "components.html",
        {
            "sentence": title,
            "records": [_record(status) for status in Status],
            "tasks": [
                Task("Position on decision PAG-15/3", "#", today + timedelta(days=3)),
                Task(
                    "Progress report 2024–2025",
                    "#",
                    today - timedelta(days=4),
                    note="Waste area",
                    action="Continue",
                ),
                Task(
                    "Confirm your contact point", "#", note="Last confirmed 13 months ago"
                ),
            ],
            "steps": [
                Step(
                    "Submitted",
                    "done",
                    datetime(2026, 1, 5, 14, 2, tzinfo=UTC),
                    "A. Sample",
                ),
                Step("Received by the secretariat", "done", date(2026, 1, 6)),
                Step("Information requested", "current", note="Please name the signatory."),
                Step("Confirmed by UNEP"),
                Step("Letter published"),
            ],
            "bars": [
                Bar("Artisanal and small-scale gold mining", 96, "#"),
                Bar("Waste management", 83, "#"),
                ("Products", 71),
                ("Cement", 1),
                ("Chlor-alkali", 0),
            ],
            "page": page_of(request, list(range(300))),
            "short": page_of(request, [1]),
            "deadline": datetime(2026, 1, 16, 17, 0, tzinfo=UTC),
            "job": SimpleNamespace(
                state="parked", step_label="Laying out pages", percent=60, last_error=""
            ),
            "document": SimpleNamespace(
                name="GMP-L-2026-014.pdf", size=1_234_567, get_absolute_url=lambda: "#"
            ),
            "trail": [
                SimpleNamespace(
                    at=datetime(2026, 1, 12, 9, 30, tzinfo=UTC),
                    actor=SimpleNamespace(name="Sample Officer"),
                    label="Information requested",
                    subject="style_page.record:1",
                    from_status="submitted",
                    to_status="info_requested",
                    reason="Please name the person who will sign the letter.",
                ),
                SimpleNamespace(
                    at=datetime(2026, 1, 5, 14, 2, tzinfo=UTC),
                    actor=None,
                    label="Letter submitted",
                    subject="style_page.record:1",
                    from_status="",
                    to_status="submitted",
                    reason="",
                ),
            ],
            "seats": range(1, 12),
        },
    )


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    sample = SampleForm(request.POST or None)
    efforts = EffortFormSet(request.POST or None, prefix="efforts")
    if "add_row" in request.POST:
        sample = SampleForm(initial=request.POST.dict())
        efforts = with_one_more(EffortFormSet, request.POST, prefix="efforts")
        return _show(request, "form.html", {"form": sample, "efforts": efforts})
    failed = request.method == "POST" and not (sample.is_valid() and efforts.is_valid())
    context = {"form": sample, "efforts": efforts, "form_has_errors": failed}
    return _show(request, "form.html", context, 422 if failed else 200)


@login_not_required
def refused(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "faster":
        raise InvalidTransitionError(
            SimpleNamespace(  # type: ignore[arg-type]
                _meta=SimpleNamespace(label="letter"),
                pk=1,
                status="confirmed",
                get_status_display=lambda: "Confirmed",
                get_absolute_url=lambda: "/form/",
            ),
            "submitted",
        )
    if kind == "rule":
        raise RuleRefusedError("A chair serves at most two terms.", clause="A1-3d-3")
    if kind == "role":
        raise RuleRefusedError("Only the secretariat confirms.", clause="A1-2e", status=403)
    raise PermissionDenied("Only an area lead may do this.")


@login_not_required
def echo(request: HttpRequest) -> HttpResponse:
    """Stand in for an autosave: the version that was sent decides the answer."""
    if request.POST.get("version") == "0":
        return JsonResponse({"version": 9}, status=409)
    return JsonResponse({"version": int(request.POST["version"]) + 1, "saved": "14:03"})
