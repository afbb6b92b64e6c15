"""From an open cycle to a PDF that anybody can download and compare (section 7)."""

import hashlib
import re

from django.urls import reverse

from gmp_portal import dates
from reporting.assembly import mastheads
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle
from tests.factories.areas import AreaFactory, MembershipFactory, PlanFactory, lead_of
from tests.factories.partners import RepresentativeFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import CycleFactory
from tests.reading import reading


def test_a_report_goes_from_the_open_cycle_to_the_public_pdf(  # noqa: PLR0915
    secretariat, second_officer, client, as_user, run_jobs
):
    CycleFactory.create(closed=True)
    area = AreaFactory.create()
    lead = as_user(lead_of(area))
    plan = PlanFactory.create(area=area, status="published")
    partner = MembershipFactory.create(area=area).partner
    focal_point = as_user(RepresentativeFactory.create(partner=partner).person)
    officer, second = as_user(secretariat), as_user(second_officer)
    kenya = CountryFactory.create(iso2="KE")

    # The secretariat opens a cycle with dates of its own.
    page = _press(
        officer,
        reverse("reporting:cycle_open"),
        name="Example 2026–2027",
        first_day="2026-01-01",
        last_day="2026-11-01",
        progress_due_on="2027-02-15",
        area_due_on="2027-04-30",
    )
    cycle = ReportingCycle.objects.get(name="Example 2026–2027")
    assert "What has come in" in page

    # The partner starts from the page of the cycle, writes, checks and submits.
    page = focal_point.get(cycle.get_absolute_url()).content.decode()
    start = reverse("reporting:progress_start", args=[cycle.slug, partner.slug, area.slug])
    assert start in page
    _press(focal_point, start)
    progress = ProgressReport.objects.get(cycle=cycle)
    page = _press(
        focal_point,
        reverse("reporting:progress_edit", args=[progress.pk]),
        **{
            "language": "en",
            "check": "1",
            "activities-TOTAL_FORMS": 1,
            "activities-INITIAL_FORMS": 0,
            "activities-0-title": "Training of Example officers",
            "activities-0-state": "finished",
            "activities-0-result": "Eighty officers were trained.",
            "activities-0-priorities": ["c", "g"],
            "activities-0-focus": "convention",
            "activities-0-countries": [kenya.pk],
            "activities-0-indicator": plan.indicators.get().pk,
            "activities-0-indicator_value": "31",
            "contributions-TOTAL_FORMS": 1,
            "contributions-INITIAL_FORMS": 0,
            "contributions-0-kind": "funds",
            "contributions-0-description": "Grant",
            "contributions-0-amount": "25000",
            "contributions-0-currency": "CHF",
        },
    )
    assert "Submit the report" in page
    _press(focal_point, reverse("reporting:progress_submit", args=[progress.pk]))

    # The lead accepts it, writes the report of the area and submits it to UNEP.
    assert progress.get_absolute_url() in lead.get("/my/").content.decode()
    url = reverse("reporting:progress_accept", args=[progress.pk])
    _press(lead, url, **reading(progress))
    _press(lead, reverse("reporting:area_report_start", args=[cycle.slug, area.slug]))
    area_report = AreaReport.objects.get(cycle=cycle)
    page = _press(
        lead,
        reverse("reporting:area_report_edit", args=[area_report.pk]),
        **{
            "language": "en",
            "check": "1",
            "highlights": "Three Example laboratories were opened.",
            "effectiveness": "The trainings reached those who need them.",
            "rating": "on_track",
            "indicators-TOTAL_FORMS": 1,
            "indicators-INITIAL_FORMS": 1,
            "indicators-0-indicator": plan.indicators.get().pk,
            "indicators-0-actual": "31",
        },
    )
    assert "Training of Example officers" in page
    _press(lead, reverse("reporting:area_report_submit", args=[area_report.pk]))

    # UNEP accepts it, which publishes it.
    assert area_report.get_absolute_url() in officer.get("/desk/").content.decode()
    url = reverse("reporting:area_report_accept", args=[area_report.pk])
    _press(officer, url, **reading(area_report))
    assert client.get(area_report.get_absolute_url()).status_code == 200

    # The secretariat assembles the report to the COP, changes a text, and freezes it.
    _press(officer, reverse("reporting:cycle_begin_assembly", args=[cycle.slug]))
    begun = officer.get(reverse("reporting:report_assemble")).context["form"].initial
    typed = mastheads.values(mastheads.example(Report.Kind.COP, "en", today=dates.today()))
    form = {
        name: value
        for name, value in (begun | typed).items()
        if value not in (None, False, "")
    }
    page = _press(
        officer, reverse("reporting:report_assemble"), **form | {"cycle": cycle.pk}
    )
    report = Report.objects.get()
    assert "Three Example laboratories were opened." in page
    [block] = re.findall(
        r'id="block-(\d+)"(?:(?!id="block-).)*Three Example', page, flags=re.DOTALL
    )
    _press(
        officer,
        reverse("reporting:block_edit", args=[report.slug, block]),
        text="Three Example laboratories opened.[[note: As reported by the area.]]",
    )
    url = reverse("reporting:report_freeze", args=[report.slug])
    page = _press(officer, url, **reading(report))
    assert "data-progress" in page
    progress_url = reverse("reporting:report_progress", args=[report.slug])
    assert officer.get(progress_url).json()["state"] == "open"

    # A worker typesets it; a second person approves; it is published.
    run_jobs()
    assert officer.get(progress_url).json()["state"] == "done"
    assert (
        officer.post(reverse("reporting:report_approve", args=[report.slug])).status_code
        == 403
    )
    assert report.get_absolute_url() in second.get("/desk/").content.decode()
    for step in ("approve", "publish"):
        url = reverse(f"reporting:report_{step}", args=[report.slug])
        _press(second, url, **reading(report))

    # Anybody finds it, downloads it and compares the hash.
    assert report.get_absolute_url() in client.get("/reports/").content.decode()
    public = client.get(report.get_absolute_url()).content.decode()
    [address] = set(re.findall(r'href="(/files/[^"]+\.pdf)"', public))
    content = b"".join(client.get(address).streaming_content)
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() in public


def _press(browser, address, **data):
    """Send a form and follow to the page it leads to; a mistake would not be a redirect."""
    response = browser.post(address, data)
    assert response.status_code == 302, response.content.decode()[:3000]
    return browser.get(response.url).content.decode()
