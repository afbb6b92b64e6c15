"""What does not stand in the table, with the reason; and the apps that do not yet."""

# Apps whose rows are still missing; empty when the table is finished.
NOT_YET: tuple[str, ...] = (
    "advisory_group",
    "reporting",
    "gmp_portal/website",
)

LEFT_OUT = {
    # Acts that are parts of others
    "partners.actions.representatives.appoint_sender": "a part of letter.confirm",
    # What carries messages and jobs writes no ledger: tests/jobs, tests/notifications
    "gmp_portal.jobs.pump.lease": "no act of a person",
    "gmp_portal.jobs.pump.pump_once": "no act of a person",
    "gmp_portal.jobs.runner.run": "no act of a person",
    "gmp_portal.notifications.outbox.post": "a part of every act",
    "gmp_portal.notifications.outbox.queue": "a part of every act",
    "gmp_portal.rulebook.actions.set_value": "a part of rule.set_value of the website",
    "areas.actions.leads.revoke_if_last": "a part of lead_term.end and of the clock",
    "areas.actions.memberships.admit": "a part of letter.confirm",
    # Kinds of the ledger
    "meeting.imported": "loaded from the public record: tests/meetings",
    "area.partner_on_record": "loaded: tests/areas/test_members_on_record.py",
    "plan.typeset": "made by a job: tests/areas/test_plans.py",
    "letter.public_file_made": "made by a job: tests/partners/test_review.py",
    "partner.entered": "loaded from the public record: tests/partners/test_register.py",
}
