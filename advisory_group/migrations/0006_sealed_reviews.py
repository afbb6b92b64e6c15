"""A review stays as it was opened and as it was concluded, with all that members said in it."""

from django.db import migrations

from gmp_portal.ledger.sealing import ADDED, ANYHOW, seal

OPENED = "A review stays as it was opened."
CONCLUDED = "A review stays as it was concluded."
ANSWERED = "The answers of the area stay as they were handed in."
SAID = "What a member said in a review stays as it was said."
CONCLUSION = [
    *("status", "outcome", "decision_id"),
    *("unanswered_reason", "concluded_at", "concluded_by_id"),
]
IS_CONCLUDED = (
    "EXISTS (SELECT FROM advisory_group_planreview AS review"
    " WHERE review.id IN (was.review_id, made.review_id) AND review.status = 'concluded')"
)
IS_ANSWERED = (
    "EXISTS (SELECT FROM advisory_group_planreview AS review"
    " JOIN areas_planversion AS plan ON plan.id = review.plan_id"
    " WHERE review.id = was.review_id AND review.status = 'concluded'"
    " AND plan.status <> 'recommendations_made')"
)


class Migration(migrations.Migration):
    dependencies = [
        ("advisory_group", "0005_terms_name_their_recorder"),
        ("areas", "0008_sealed_plans"),
        ("ledger", "0005_seal"),
    ]
    operations = [
        seal(
            *("advisory_group_planreview", "review_opened_stays", OPENED),
            when="was.status = 'open'",
            may_change=["reminded_at", *CONCLUSION],
        ),
        seal(
            *("advisory_group_planreview", "review_concluded_stays", CONCLUDED),
            when="was.status = 'concluded'",
        ),
        seal(
            *("advisory_group_recommendation", "recommendation_stays", CONCLUDED),
            on=ANYHOW,
            when=IS_CONCLUDED,
            may_change=["answer_kind", "answer", "answered_at", "answered_by_id"],
        ),
        seal(
            *("advisory_group_recommendation", "recommendation_answer_stays", ANSWERED),
            on="UPDATE",
            when=IS_ANSWERED,
        ),
        seal(
            *("advisory_group_reviewcomment", "review_comment_stays", SAID),
            when="true",
            may_change=["recommendation_id"],
        ),
        seal(
            *("advisory_group_reviewcomment", "review_comment_in_time", CONCLUDED),
            on=ANYHOW,
            when=IS_CONCLUDED,
        ),
        seal(
            *("advisory_group_assessment", "assessment_in_time", CONCLUDED),
            on=ANYHOW,
            when=IS_CONCLUDED,
        ),
        seal(*("advisory_group_standaside", "stand_aside_stays", SAID), when="true"),
        seal(
            *("advisory_group_standaside", "stand_aside_in_time", CONCLUDED),
            on=ADDED,
            when=IS_CONCLUDED,
        ),
    ]
