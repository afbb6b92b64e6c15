"""An Example topic that crosses areas, and what the new partners of an area need."""

from collections.abc import Mapping
from datetime import timedelta

from areas.actions import memberships, topics, welcomes
from areas.models import CrossCuttingTopic, FirstStep, PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from partners.models import Partner

Cast = Mapping[str, User]
AREA = "asgm"
NAMES = {
    "en": "Example topic: trainers for health workers",
    "zh": "示例专题：培训卫生工作者的讲师",
}
ABOUTS = {
    "en": "Example: three areas train people who train others, and share what they use for it.",
    "zh": "示例：三个领域共同培训讲师，并共享所用的材料。",
}
WELCOME = {
    "en": """%%%
# What we do

Example partners help miners to work without mercury, and tell health workers what to look for.

# How to take part

- Come to the meetings: they are online, and last two hours.
- Name somebody in your organization whom we can write to.

# First steps

1. Read the plan in force.
2. Tell us what you already do: it becomes an effort of the plan.
""",
    "zh": """%%%
# 我们做什么

示例伙伴帮助矿工不用汞开采，并告诉卫生工作者应注意什么。

# 如何参与

- 参加会议：会议在网上举行，为时两小时。
- 指定贵组织中我们可以联系的人。
""",
}


def load(cast: Cast) -> None:
    """Start the topic and let a partner be new in an area, once."""
    area = PartnershipArea.objects.filter(slug=AREA).first()
    if area is None or CrossCuttingTopic.objects.filter(names=NAMES).exists():
        return
    _topic(cast)
    _new_partner(area, cast)
    for language, text in WELCOME.items():
        welcomes.save(area, language, text, by=cast["area.lead"])


def _topic(cast: Cast) -> None:
    slugs = (AREA, "products", "waste-management")
    areas = list(PartnershipArea.objects.filter(slug__in=slugs).order_by("slug"))
    topic = topics.start(
        slug="example-trainers",
        names=NAMES,
        abouts=ABOUTS,
        areas=areas,
        since=today() - timedelta(days=300),
        by=cast["secretariat"],
    )
    person = cast["focal.point"]
    partner = Partner.objects.confirmed().represented_by(person).order_by("pk")[0]
    topics.name_convener(
        topic,
        person=person,
        partner=partner,
        since=today() - timedelta(days=200),
        by=cast["secretariat"],
    )
    area = areas[[each.slug for each in areas].index(AREA)]
    plan = area.plans.order_by("number").first()
    if plan is not None:
        objective, effort = plan.objectives.first(), plan.efforts.first()
        keys = [row.key for row in (objective, effort) if row is not None]
        topics.mark(topic, area, keys=keys, by=cast["area.lead"])


def _new_partner(area: PartnershipArea, cast: Cast) -> None:
    """A partner with people of its own joined after the area's last meeting."""
    inside = area.current_partners().values("pk")
    outside = Partner.objects.confirmed().exclude(pk__in=inside).order_by("pk")
    named = outside.filter(representatives__isnull=False).distinct()
    for partner in named:
        people = list(partner.current_representatives())
        if people:
            memberships.join(area, partner, by=people[0])
            welcomes.take_step(area, partner, step=FirstStep.Step.PLAN, by=people[0])
            return
