"""What does not stand in the table, with the reason."""

LEFT_OUT = {
    # Acts that are parts of others
    "partners.actions.signatures.ask": "a part of letter.submit",
    "partners.actions.representatives.appoint_sender": "a part of letter.confirm",
    # What carries messages and jobs writes no ledger: tests/jobs, tests/notifications
    "gmp_portal.jobs.leases.take": "no act of a person",
    "gmp_portal.jobs.runner.run": "no act of a person",
    # Started by the clock, without a state or a person: tests/jobs, tests/notifications
    "gmp_portal.jobs.retention.forget_finished": "no act of a person: test_retention.py",
    "gmp_portal.notifications.retention.forget_texts": "no act of a person: test_retention.py",
    "gmp_portal.jobs.leases.confirm": "of the pump, without a person: test_leases.py",
    "gmp_portal.jobs.leases.put_off": "of the pump, without a person: test_leases.py",
    "gmp_portal.accounts.limits.take": "a count of tries: tests/accounts/test_limits.py",
    "gmp_portal.accounts.limits.give_back": "a count of tries: test_limits.py",
    "gmp_portal.documents.files.store": "a part of every act that keeps a file",
    "gmp_portal.documents.files.store_upload": "a part of every act that keeps a file",
    "gmp_portal.documents.texts.keep": "a job's, without a person: tests/documents/test_texts.py",
    "gmp_portal.documents.texts.want_missing": "done by the clock: test_texts.py",
    "gmp_portal.documents.janitor.remove_unclaimed": "done by the clock: test_janitor.py",
    "gmp_portal.documents.janitor.sweep": "done by the clock: test_janitor.py",
    "gmp_portal.notifications.scheduled.keep_checkpoint": "done by the clock",
    "gmp_portal.notifications.outbox.post": "a part of every act",
    "gmp_portal.notifications.outbox.post_to_address": "a part of every act",
    "gmp_portal.notifications.outbox.queue": "a part of every act",
    "gmp_portal.notifications.outbox.queue_all": "a part of every act with many readers",
    "gmp_portal.meetings.actions.decisions.draft_once": "a part of what drafts on a thing",
    "gmp_portal.rulebook.actions.set_value": "a part of rule.set_value of the website",
    "areas.actions.memberships.join_areas": "a part of letter.confirm",
    "areas.actions.memberships.end_all": "a part of area.close",
    # Drafts of reports change without an entry: tests/areas/test_activities.py
    "areas.actions.activities.begin": "a part of the draft of a report",
    "areas.actions.activities.describe": "a part of the draft of a report",
    "advisory_group.actions.refusals.in_words": "a part of others: words for the database",
    # Kinds of the ledger
    "revision.restored": "saved through the act of its text: tests/writing/test_pages.py",
    "job.forgotten": "written by the clock: tests/jobs/test_retention.py",
    "message.texts_forgotten": "written by the clock: tests/notifications/test_retention.py",
    "file.removed": "done by the clock: tests/documents/test_janitor.py",
    "file.swept": "done by the clock: tests/documents/test_janitor.py",
    "file.unsealed": "written by a command: tests/documents/test_originals.py",
    "demo.loaded": "written by the command that fills the demonstration",
    "meeting.imported": "loaded from the public record: tests/meetings",
    "area.partner_on_record": "loaded: tests/areas/test_members_on_record.py",
    "plan.typeset": "made by a job: tests/areas/test_plans.py",
    "letter.public_file_made": "made by a job: tests/partners/test_letter_decisions.py",
    "partner.entered": "loaded from the public record: tests/partners/test_partners.py",
}
