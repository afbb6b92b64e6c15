"""What a plan says, gathered from its rows into plain data that can be frozen and hashed."""

import hashlib
import json
from copy import copy
from typing import Any

from django.utils import translation

from areas.annex2 import SECTIONS
from areas.models import Effort, LeadTerm, PlanRow, PlanVersion
from areas.reading import figures, plan_rows
from areas.reading.tongue import Tongue
from gmp_portal import rounds
from gmp_portal.accounts.models.terms import today
from gmp_portal.rounds import Reading
from partners.models import Representative

Content = dict[str, Any]
FORMAT = 1
# The lists whose rows say by which key they are known in all versions.
KEYED = (
    *("objectives", "actions", "efforts", "opportunities", "indicators"),
    *("donors", "requests", "applications", "risks", "linkages"),
)
# Since then an effort names its contact only where that person agreed to it.
CONTACTS_AGREED = 2
# Since then a version may say what it changes and which documents go with it; the words that an
# area agreed to before that had neither, and keep their hash.
WITH_COMPANIONS = 3


def of(plan: PlanVersion) -> Content:
    """The frozen content, or what the draft says at this moment."""
    frozen: Content | None = plan.snapshot
    if frozen is None:
        return gather(plan)
    if frozen["format"] >= CONTACTS_AGREED:
        return frozen
    # Frozen before anybody was asked: its contacts are shown as they would be today.
    return frozen | {"efforts": rounds.read(_named_if_agreed(plan, frozen["efforts"]))}


def gather(plan: PlanVersion) -> Content:
    """Everything the plan says now, section X made from the register (A2-X-1, A2-X-2).

    Whoever asks, what stands beside the name of a partner is said in the language of the plan.
    """
    with translation.override(Tongue(plan.language).spoken.code):
        plan = _with_rows(plan)
        content = _keyed(plan, written(plan))
        efforts, partners, leads = rounds.run(
            _named_if_agreed(plan, content["efforts"]), _partners(plan), _leads(plan)
        )
        return content | {
            "format": WITH_COMPANIONS,
            "efforts": efforts,
            "partners": partners,
            "leads": leads,
            "as_of": str(today()),
        }


def fingerprint(plan: PlanVersion) -> str:
    """The hash of what people wrote, by which the area's consensus is tied to the text.

    Whom and what the register names stands in it by its key: a partner that takes another name,
    or an area that gets its name in one more language, leaves the text what it was.
    """
    return hash_of(_by_key(plan, written(plan)))


def is_agreed_text(plan: PlanVersion) -> bool:
    """Whether the plan says what the area agreed to (A1-4b-iii)."""
    if plan.consensus_sha256 == fingerprint(plan):
        return True
    # Until names stood in it by their key, the hash was made of the names themselves.
    return plan.consensus_sha256 == hash_of(written(plan))


def itself(plan: PlanVersion) -> PlanVersion:
    """The same version without any rows with it."""
    same = copy(plan)
    same.__dict__.pop("_prefetched_objects_cache", None)
    same.__dict__.pop("text_by_section", None)
    return same


def hash_of(content: Content) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _with_rows(plan: PlanVersion) -> PlanVersion:
    """The plan with its rows: as it is at this moment, whatever it was used for before."""
    if plan_rows.are_kept(plan):
        return plan
    return rounds.read(plan_rows.kept(itself(plan)))


def _keyed(plan: PlanVersion, content: Content) -> Content:
    """The same with the keys that last through all versions.

    They stand outside the text that the area agrees to: nobody wrote them.
    """
    return content | {
        name: [
            row | {"key": entry.key.code} | _keyed_steps(entry, row)
            for entry, row in zip(getattr(plan, name).all(), content[name], strict=True)
        ]
        for name in KEYED
        if name in content
    }


def _keyed_steps(entry: PlanRow, row: Content) -> Content:
    if not isinstance(entry, Effort):
        return {}
    steps = zip(entry.milestones.all(), row["milestones"], strict=True)
    return {"milestones": [told | {"key": step.key.code} for step, told in steps]}


def written(plan: PlanVersion) -> Content:
    """What people wrote into the plan, without what is made of the register."""
    plan = _with_rows(plan)
    objectives = list(plan.objectives.all())
    places = {objective.pk: place for place, objective in enumerate(objectives, start=1)}
    actions = list(plan.actions.all())
    action_places = {action.pk: place for place, action in enumerate(actions, start=1)}
    texts = {
        section.key: plan.text_of(section.key) for section in SECTIONS if section.has_text
    }
    shown = figures.kept(plan, texts.values())
    return (
        _beside(plan)
        # A plan without figures says nothing of them, as all did before there were any.
        | ({"figures": shown} if shown else {})
        | {
            "format": FORMAT,
            "area": {"slug": plan.area.slug, "names": plan.area.names},
            "number": plan.number,
            "title": plan.title,
            "language": plan.language,
            "period": [str(plan.period_from), str(plan.period_to)],
            "next_review_on": _day(plan.next_review_on),
            "texts": texts,
            "objectives": [
                {
                    "statement": row.statement,
                    "measure": row.measure,
                    "target": row.target,
                    "target_on": _day(row.target_on),
                    "realism": row.realism,
                    "goal_links": row.goal_links,
                }
                for row in objectives
            ],
            "actions": [
                {
                    "title": row.title,
                    "description": row.description,
                    "objectives": sorted(
                        places[served.pk] for served in row.objectives.all()
                    ),
                }
                for row in actions
            ],
            "efforts": _efforts(plan, action_places),
            "opportunities": [
                {
                    "title": row.title,
                    "description": row.description,
                    "objective": places.get(row.objective_id or 0),
                    "status": row.status,
                }
                for row in plan.opportunities.all()
            ],
            "indicators": [
                {
                    "id": row.pk,
                    "name": row.name,
                    "unit": row.unit,
                    "baseline": row.baseline,
                    "target": row.target,
                    "source": row.source,
                    "objective": places.get(row.objective_id or 0),
                }
                for row in plan.indicators.all()
            ],
            "donors": [
                {"name": row.name, "kind": row.kind, "note": row.note}
                for row in plan.donors.all()
            ],
            "requests": [
                {
                    "title": row.title,
                    "partner": row.partner.full_name if row.partner else "",
                    "purpose": row.purpose,
                    "amount": _amount(row.amount),
                    "currency": row.currency,
                    "in_kind": row.in_kind,
                }
                # Said only where it is so: what is older has the hash that it had.
                | ({"is_strategic": True} if row.is_strategic else {})
                for row in plan.requests.all()
            ],
            "linkages": [
                {
                    "side": row.side,
                    "area": row.area.names if row.area else None,
                    "name": row.name,
                    "note": row.note,
                }
                for row in plan.linkages.all()
            ],
        }
        | _later_lists(plan, places)
    )


def _later_lists(plan: PlanVersion, places: dict[int, int]) -> Content:
    """Lists that plans did not always have, where they hold anything (A2-VII-6, R-69)."""
    lists: Content = {
        "applications": [
            {
                "title": row.title,
                "project": row.request.title if row.request else "",
                "donor": row.asked,
                "state": row.state,
                "sent_on": _day(row.sent_on),
                "amount": _amount(row.amount),
                "currency": row.currency,
                "note": row.note,
            }
            for row in plan.applications.all()
        ],
        "risks": [
            {
                "title": row.title,
                "likelihood": row.likelihood,
                "effect": row.effect,
                "measures": row.measures,
                "partner": row.partner.full_name if row.partner else "",
                "objective": places.get(row.objective_id or 0),
            }
            for row in plan.risks.all()
        ],
    }
    return {name: rows for name, rows in lists.items() if rows}


def _beside(plan: PlanVersion) -> Content:
    """What a version may have beside its ten sections; nothing of it where it has none."""
    companions = [
        {
            "title": row.title,
            "language": row.language,
            "is_public": row.is_public,
            "name": row.document.name,
            "sha256": row.document.sha256,
        }
        for row in plan.companions.all()
    ]
    note = {"note": plan.status_note} if plan.status_note else {}
    return note | ({"companions": companions} if companions else {})


def _efforts(plan: PlanVersion, places: dict[int, int]) -> list[Content]:
    return [
        {
            "action": places.get(row.action_id or 0),
            "who": row.who,
            "is_partner": row.partner_id is not None,
            "kind": row.kind,
            "description": row.description,
            "cost": _amount(row.cost),
            "currency": row.currency,
            "starts_on": _day(row.starts_on),
            "ends_on": _day(row.ends_on),
            "target": row.target,
            "contact": row.contact.name if row.contact else "",
            "milestones": [
                {"due_on": str(step.due_on), "text": step.text}
                for step in row.milestones.all()
            ],
        }
        for row in plan.efforts.all()
    ]


def _by_key(plan: PlanVersion, content: Content) -> Content:
    """The same content with the keys of the register in the place of its names."""
    efforts = [
        effort
        | {
            "who": row.participant if row.partner_id is None else "",
            "partner": row.partner_id,
            "contact": row.contact_id,
        }
        for row, effort in zip(plan.efforts.all(), content["efforts"], strict=True)
    ]
    requests = [
        request | {"partner": row.partner_id}
        for row, request in zip(plan.requests.all(), content["requests"], strict=True)
    ]
    risks = [
        risk | {"partner": row.partner_id}
        for row, risk in zip(plan.risks.all(), content.get("risks", []), strict=True)
    ]
    linkages = [
        linkage | {"area": row.area_id}
        for row, linkage in zip(plan.linkages.all(), content["linkages"], strict=True)
    ]
    keyed = {"efforts": efforts, "requests": requests, "linkages": linkages}
    keyed |= {"risks": risks} if risks else {}
    return content | keyed | {"area": plan.area_id}


def _named_if_agreed(plan: PlanVersion, efforts: list[Content]) -> Reading[list[Content]]:
    """Efforts with the contact who agreed to be named, else the organization (A2-IV-4).

    A plan is public (A1-6d-iii). The text that the area agrees to holds the person, so that
    a consent given or taken back in between does not change that text.
    """
    rows = plan.efforts.select_related("partner__country", "contact")
    named = plan.efforts.order_by().values("contact")
    speakers = Representative.objects.current().select_related("partner__country")
    speakers = speakers.filter(person__in=named)
    yield [rows, speakers]
    spoken: dict[int, list[Representative]] = {}
    for speaker in speakers:
        spoken.setdefault(speaker.person_id, []).append(speaker)
    return [
        effort | {"contact": _contact(row, spoken.get(row.contact_id or 0, []))}
        for row, effort in zip(rows, efforts, strict=True)
    ]


def _contact(effort: Effort, voices: list[Representative]) -> str:
    if effort.contact is None:
        return ""
    if any(voice.consented_at for voice in voices):
        return effort.contact.name
    others = [voice.partner.full_name for voice in voices]
    return effort.who if effort.who in others or not others else others[0]


def _partners(plan: PlanVersion) -> Reading[list[Content]]:
    """The confirmed partners of the area with those who speak for them, today (A2-X-1).

    A plan is public, so its contacts are those who agreed to be named (A1-6d-iii).
    """
    members = plan.area.current_partners()
    partners = members.select_related("country").order_by("name")
    willing = Representative.objects.current().speaking()
    willing = willing.filter(consented_at__isnull=False)
    speakers = willing.filter(partner__in=members.order_by().values("pk"))
    speakers = speakers.select_related("person")
    yield [partners, speakers]
    spoken: dict[int, list[str]] = {}
    for speaker in speakers:
        spoken.setdefault(speaker.partner_id, []).append(speaker.person.name)
    return [
        {
            "name": partner.full_name,
            "slug": partner.slug,
            "contacts": spoken.get(partner.pk, []),
        }
        for partner in partners
    ]


def _leads(plan: PlanVersion) -> Reading[list[Content]]:
    """Who leads the area today, from the lead terms (A2-X-2)."""
    terms = (
        LeadTerm.objects.current()
        .filter(area=plan.area)
        .select_related("person", "partner__country")
        .order_by("places", "pk")
    )
    yield [terms]
    return [
        {
            "name": term.person.name,
            "partner": term.partner.full_name,
            "kind": term.kind,
            "since": str(term.starts_on),
            "until": _day(term.ends_on),
        }
        for term in terms
    ]


def _day(value: Any) -> str | None:
    return str(value) if value else None


def _amount(value: Any) -> str | None:
    return f"{value:.2f}" if value is not None else None
