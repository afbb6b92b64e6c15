"""Whoever writes the measured plan: an area with its partners, and what it has in the end."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from areas import annex2
from areas.models import Effort, PartnershipArea, PlanVersion
from areas.reading import completeness, plan_files, snapshot, trace
from areas.reading.plan_board import totals
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.ledger.models import Entry
from gmp_portal.reference.choices import Objective
from gmp_portal.typesetting.publication import publication_pdf
from gmp_portal.writing.models import Revision
from tests.bench import effects
from tests.bench.office_plan import Sheet
from tests.browser import whole_plan
from tests.browser.whole_plan import YEAR, Person
from tests.factories.accounts import UserFactory, with_second_factor
from tests.factories.areas import AreaFactory, MembershipFactory, PlanFactory, lead_of
from tests.factories.partners import PartnerFactory, RepresentativeFactory

# As many partners make the efforts of the plan.
MAKE_EFFORTS = 9
# Names begin unlike each other, as those of partners do.
BEGINNINGS = [
    *("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Harbour", "Island"),
    *("Juniper", "Kestrel", "Lagoon", "Meadow", "Nectar", "Orchid", "Prairie", "Quarry"),
    *("River", "Summit", "Tundra", "Upland", "Valley", "Willow"),
]


@dataclass
class Planned:
    """An area whose lead writes the plan, and the partners that its efforts name."""

    area: PartnershipArea
    lead: User
    people: list[Person]
    names: dict[str, dict[str, str]]

    @classmethod
    def make(cls) -> Self:
        area = AreaFactory.create()
        lead = lead_of(area, person=UserFactory.create(name="Sample Lead"))
        people = []
        names: dict[str, dict[str, str]] = {
            "partner": {},
            "contact": {},
            "goal_links": {str(n): code for n, code in enumerate(Objective.values)},
        }
        for word in BEGINNINGS:
            partner = PartnerFactory.create(name=f"{word} Example Institute")
            MembershipFactory.create(area=area, partner=partner)
            person = UserFactory.create(name=f"{word} Sample Person")
            RepresentativeFactory.create(
                partner=partner, person=person, consented_at=timezone.now()
            )
            names["partner"][str(partner.pk)] = partner.name
            names["contact"][str(person.pk)] = person.name
            people.append(Person(partner.pk, person.pk))
        return cls(area, lead, people[:MAKE_EFFORTS], names)

    def cookie(self, address: str) -> dict[str, str]:
        """The session of the lead in a browser."""
        session = effects.sign_in(with_second_factor(self.lead))
        return {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}

    def sheet(self) -> Sheet:
        """The same plan for whoever writes it elsewhere, section X as the portal would make it."""
        with transaction.atomic():
            content = snapshot.gather(PlanFactory.create(area=self.area))
            transaction.set_rollback(True)
        leads = [
            [each["name"], each["kind"], each["partner"], each["since"], each["until"]]
            for each in content["leads"]
        ]
        partners = [
            [each["name"], ", ".join(each["contacts"])] for each in content["partners"]
        ]
        return Sheet(
            title=f"Example plan {YEAR} to {YEAR + 1}",
            period=f"{YEAR}-01-01 to {YEAR + 1}-12-31",
            headings={each.key: str(each.title) for each in annex2.SECTIONS},
            lists=whole_plan.LISTS,
            rows=whole_plan.rows_of(*self.people),
            texts=whole_plan.TEXTS,
            next_review=f"{YEAR + 1}-09-30",
            names=self.names,
            roster=[
                [["Lead", "Role", "Partner", "Since", "Until"], *leads],
                [["Partner", "Contact"], *partners],
            ],
        )

    def told(self) -> list[str]:
        """What the portal knows of the plan once it is written."""
        plan = PlanVersion.objects.get(area=self.area)
        content = snapshot.gather(plan)
        problems = completeness.check(plan)
        sums = totals(Effort.objects.filter(plan=plan))
        acts = Entry.objects.filter(actor=self.lead).count()
        made = publication_pdf(plan_files.booklet(plan, content), identifier="plan.pdf")
        return [
            f"{made.pages} pages as a PDF; Word and a page are made of the same text",
            f"{len(sums)} totals, counted anew with each row: "
            + ", ".join(f"{amount:,.2f} {currency}" for currency, amount in sums),
            f"{len(content['leads']) + len(content['partners'])} rows of section X, made from the"
            f" register of {today()}",
            f"{len(problems)} problems after a check against Annex 2, "
            f"{len(trace.of(content).orphans)} rows without a link that it asks for",
            f"{Revision.objects.count()} revisions that can be compared and restored",
            f"{acts} acts in the ledger with day and person",
        ]
