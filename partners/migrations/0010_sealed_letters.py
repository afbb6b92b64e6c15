"""A sent letter, and what was decided on it, change only as the actions change them."""

from django.db import migrations

from gmp_portal.ledger.sealing import ADDED, ANYHOW, CHANGED, seal

WRITTEN = "A letter that was sent stays as its sender wrote it."
DECIDED = "What was decided on a letter stays as it was decided."
CLEARED = "A clearance stays as it was given, until it is opened again."
BESIDE = "What belongs to a letter changes only in its time."
UNDER_WAY = "('submitted', 'info_requested', 'answered')"
PUBLIC = ["public_letter_id", "public_version", "published_at", "published_by_id"]
CLEARANCE = [
    *("has_personal_data", "clearance_note", "public_statement", "public_contribution"),
    *("overruled", "cleared_at", "cleared_by_id"),
]
SECOND = ["seconded_at", "seconded_by_id"]
FILES = ["receipt_id", "confirmation_letter_id"]
DECISION = [
    *("status", "partner_id"),
    *("confirmation_reference", "confirmed_at", "confirmed_by_id", "publish_due_on"),
    *("decline_proposed_at", "decline_proposed_by_id", "decline_reason"),
    *("declined_at", "declined_by_id"),
    *("withdrawn_at", "withdrawn_by_id", "withdrawal_reason"),
]
SENT_REVISION = """
EXISTS (SELECT FROM partners_letterofintent
    WHERE id::text = split_part(was.key, '-', 1) AND status <> 'draft')
"""
# As of all other texts: what is first, newest, set aside or restored stays.
BETWEEN = """
(was.is_aside OR was.restored_from IS NOT NULL OR (
    SELECT count(*) FILTER (WHERE restored_from = was.number) > 0
        OR count(*) FILTER (WHERE NOT is_aside AND number > was.number) = 0
        OR count(*) FILTER (WHERE NOT is_aside AND number < was.number) = 0
    FROM writing_revision WHERE (kind, key) = (was.kind, was.key)))
"""


def letter_is(condition):
    """Whether the letter of a row, before or after, is so."""
    return (
        "EXISTS (SELECT FROM partners_letterofintent AS letter"
        f" WHERE letter.id IN (was.letter_id, made.letter_id) AND letter.{condition})"
    )


LETTER = "partners_letterofintent"
LETTERS = [
    seal(
        *(LETTER, "letter_sent_stays", WRITTEN),
        when=f"was.status IN {UNDER_WAY}",
        may_change=DECISION,
        may_be_filled=["receipt_id"],
    ),
    seal(
        *(LETTER, "letter_confirmed_stays", DECIDED),
        when="was.status = 'confirmed'",
        may_change=["status", *CLEARANCE, *SECOND, *PUBLIC],
        may_be_filled=FILES,
    ),
    seal(
        *(LETTER, "letter_clearance_stays", CLEARED),
        on="UPDATE",
        when="was.status = 'confirmed' AND was.cleared_at IS NOT NULL"
        " AND made.cleared_at IS NOT NULL",
        may_change=["status", *PUBLIC],
        may_be_filled=[*SECOND, *FILES],
    ),
    seal(
        *(LETTER, "letter_published_stays", "A published letter stays as it was published."),
        when="was.status = 'published'",
        may_be_filled=FILES,
    ),
    seal(
        *(LETTER, "letter_ended_stays", DECIDED),
        when="was.status IN ('declined', 'withdrawn')",
        may_be_filled=["receipt_id"],
    ),
]
BESIDE_LETTERS = [
    seal(
        *("partners_attachment", "attachment_stays", WRITTEN),
        when=letter_is("status <> 'draft'"),
    ),
    seal(
        *("partners_attachment", "attachment_in_time", BESIDE),
        on=ADDED,
        when=letter_is("status NOT IN ('draft', 'info_requested')"),
    ),
    seal(
        *("partners_signaturerequest", "signature_request_stays", WRITTEN),
        when=letter_is("status <> 'draft'"),
        may_change=["token_sha256", "expires_at"],
        may_be_filled=["confirmed_at"],
    ),
    seal(
        *("partners_signaturerequest", "signature_stays", WRITTEN),
        when="was.confirmed_at IS NOT NULL",
    ),
    seal(
        *("partners_signaturerequest", "signature_in_time", BESIDE),
        on=ADDED,
        when=letter_is(f"status NOT IN {UNDER_WAY}"),
    ),
    seal(
        *("partners_informationrequest", "information_request_stays", DECIDED),
        when="true",
        may_be_filled=["answered_at", "answered_by_id"],
    ),
    seal(
        *("partners_informationrequest", "information_request_in_time", BESIDE),
        on=ANYHOW,
        when=letter_is(f"status NOT IN {UNDER_WAY}"),
    ),
    seal(
        *("partners_question", "question_stays", DECIDED),
        on=CHANGED,
        when="true",
        may_change=["answer"],
    ),
    seal(
        *("partners_question", "question_in_time", BESIDE),
        on=ANYHOW,
        when="EXISTS (SELECT FROM partners_informationrequest AS request"
        " JOIN partners_letterofintent AS letter ON letter.id = request.letter_id"
        " WHERE request.id IN (was.request_id, made.request_id)"
        f" AND (request.answered_at IS NOT NULL OR letter.status NOT IN {UNDER_WAY}))",
    ),
    seal(
        *("partners_checklist", "checklist_in_time", BESIDE),
        on=ANYHOW,
        when=letter_is(f"status NOT IN {UNDER_WAY}"),
    ),
    seal(
        *("partners_joinrequest", "join_request_stays", "A request stays as it was decided."),
        when="was.status <> 'asked'",
    ),
    # What was typed into a draft is forgotten with the draft, and never afterwards.
    seal(
        *("writing_revision", "revision_of_letter_between", WRITTEN),
        on="DELETE",
        when=f"was.kind = 'partners.letter' AND {SENT_REVISION} AND {BETWEEN}",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0009_overruled_hits"),
        ("ledger", "0005_seal"),
        ("writing", "0003_sealed_revisions"),
    ]
    operations = [*LETTERS, *BESIDE_LETTERS]
