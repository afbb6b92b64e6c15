"""A submitted plan changes only as the actions change it, and so do comments on it.

The guard of 0002 names what stays; these seals name what may change, so that whatever else is
noted of a plan stays, too. The rows of a submitted plan are kept by 0002 and 0004.
"""

from django.db import migrations

from gmp_portal.ledger.sealing import ADDED, seal

FROZEN = "A submitted plan is frozen."
IN_FORCE = "A published plan stays published; a later version takes its place."
SAID = "A comment stays as it was made."


class Migration(migrations.Migration):
    dependencies = [("areas", "0007_terms_name_their_recorder"), ("ledger", "0005_seal")]
    operations = [
        seal(
            *("areas_planversion", "plan_frozen_stays", FROZEN),
            when="was.frozen_at IS NOT NULL",
            may_change=["status"],
            may_be_filled=["reviewed_at", "answered_at", "published_at", "pdf_id"],
        ),
        seal(
            *("areas_planversion", "plan_in_force_stays", IN_FORCE),
            on="UPDATE",
            when="was.status = 'published' AND made.status NOT IN ('published', 'superseded')"
            " OR was.status = 'superseded' AND made.status <> 'superseded'",
        ),
        seal(
            *("areas_plancomment", "plan_comment_stays", SAID),
            when="true",
            may_be_filled=["resolved_at", "resolved_by_id"],
        ),
        seal(
            *("areas_plancomment", "plan_comment_in_time", FROZEN),
            on=ADDED,
            when="EXISTS (SELECT FROM areas_planversion AS plan"
            " WHERE plan.id = made.plan_id AND plan.frozen_at IS NOT NULL)",
        ),
    ]
