"""Areas and topics as facts, loaded from files as often as one likes (P-2, P-6)."""

from datetime import date

from django.db import transaction

from areas.acts import Act
from areas.models import AreaMembership, CrossCuttingTopic, PartnershipArea
from areas.on_record import FRAMEWORK, rows, topics
from gmp_portal import ledger
from gmp_portal.meetings.models import Body
from gmp_portal.reference.models import LANGUAGES
from partners import seed as partner_seed

REGISTER = "Public records of the Partnership, compiled by the secretariat"


@transaction.atomic
def load() -> int:
    """Make sure that every area on record is there; what people changed since stays."""
    created = 0
    for row in rows():
        body = Body.objects.ensure(Body.Kind.AREA, row["slug"], row["name_en"])
        area, is_new = PartnershipArea.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "names": _names(row),
                "status": PartnershipArea.Status.ESTABLISHED,
                "objective": row["objective"],
                "priorities": row["priorities"].split(";"),
                "convention_articles": [
                    int(no) for no in row["convention_articles"].split(";")
                ],
                "established_year": int(row["established"]),
                "established_source": FRAMEWORK,
                "leads_on_record": row["leads_on_record"],
                "leads_source": REGISTER if row["leads_on_record"] else "",
                "body": body,
            },
        )
        created += is_new
        _add_names(area, _names(row))
    _enter_members()
    _enter_topics()
    return created


def _names(row: dict[str, str]) -> dict[str, str]:
    return {language: row[f"name_{language}"] for language in LANGUAGES}


def _add_names(area: PartnershipArea, names_on_record: dict[str, str]) -> None:
    """Names in languages that were missing come in; a name that somebody gave stays."""
    if names_on_record.keys() - area.names.keys():
        area.names = names_on_record | area.names
        area.save(update_fields=["names"])


def _enter_topics() -> None:
    """Enter the topics on record; which areas work on them no source says, so none is entered."""
    for row in topics():
        topic, is_new = CrossCuttingTopic.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "names": {"en": row["name_en"], "zh": row["name_zh"]},
                "abouts": {"en": row["about_en"], "zh": row["about_zh"]},
                "begun_on": date.fromisoformat(row["begun_on"]),
                "source": row["source"],
            },
        )
        if is_new:
            ledger.record(Act.TOPIC_ON_RECORD, topic, by=None, to=topic.status)


def _enter_members() -> None:
    """Enter partners as members where a source names the area, not where it is a guess."""
    areas = {area.slug: area for area in PartnershipArea.objects.all()}
    known = set(AreaMembership.objects.values_list("area__slug", "partner"))
    for row in partner_seed.rows():
        if "area inferred" in row["source"] or not row["areas"]:
            continue
        partner = partner_seed.partner_of(row)
        for slug in filter(None, row["areas"].split(";")):
            if partner and slug in areas and (slug, partner.pk) not in known:
                membership = AreaMembership.objects.create(
                    area=areas[slug], partner=partner, source=row["source"]
                )
                ledger.record(
                    Act.AREA_PARTNER_ON_RECORD, membership.area, by=None, partner=partner.pk
                )
