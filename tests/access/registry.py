"""Which records fill which addresses.

Whoever adds an address that asks for a name adds a record for it here: under the address's
own name if it is special, else under its app and the names that it asks for.
"""

from collections.abc import Callable, Iterable

from tests.access import open_records, records
from tests.access import records_of_bodies as bodies
from tests.access.addresses import Address
from tests.access.records import Record
from tests.access.world import World

Found = Callable[[World], Iterable[Record]]


def records_for(address: Address, world: World) -> list[Record]:
    """The records of one address; none if nobody has named any yet."""
    if not address.asks:
        return [Record("", {})]
    found = BY_NAME.get(address.name) or BY_SHAPE.get((address.app, *address.asks))
    return list(found(world)) if found else []


BY_NAME: dict[str, Found] = {
    "sitemap_detail": records.languages,
    "website:feed_detail": records.feeds,
    "website:feed_of_area": records.areas_with_feeds,
    "website:feed_of_area_and_kind": records.feeds_of_areas,
    **open_records.RECORDS,
    "website:data_file": open_records.files,
    "website:job_retry": records.jobs,
    "website:holding_put_back": records.holdings,
    "website:holding_hand_over": records.holdings,
    "website:saved_filter_keep": records.kept_lists,
    "website:saved_filter_remove": records.saved_filters,
    "website:held_mail_accept": records.held_mails,
    "website:held_mail_drop": records.held_mails,
    "website:calendar_file_of_body": bodies.bodies,
    "website:calendar_file_of_area": records.areas_with_a_calendar,
    "website:calendar_file_of_meeting": bodies.meetings,
    "website:calendar_file_of_person": records.links,
    "website:mail_choice": records.links,
    "website:mail_choice_end": records.links,
    "website:newsletter_confirm": records.links,
    "website:newsletter_end": records.links,
    "website:newsletter_detail": records.issues,
    "website:record_mail_list": records.mails_of_records,
    "website:account_merge_make": records.pairs_of_people,
    "website:account_merge_tell_apart": records.pairs_of_people,
    "website:account_merge_detail": records.account_merges,
    "website:account_merge_undo": records.account_merges,
    "website:bulk_detail": records.bulks,
    "website:bulk_release": records.bulks,
    "website:bulk_progress": records.bulks,
    "website:erasure_keep": records.erasures,
    "website:notice_end": records.notices,
    "website:mail_text_edit": records.mail_texts,
    "website:reminder_edit": records.reminders,
    "website:notice_hide": records.notices,
    "website:area_announcement_list": records.areas,
    "website:area_announcement_start": records.areas,
    "website:announcement_detail": records.announcements,
    "website:announcement_edit": records.announcements,
    "website:announcement_discard": records.announcements,
    "website:announcement_release": records.announcements,
    "website:announcement_recall": records.announcements,
    "website:rights_detail": records.kinds,
    "website:framework_part": records.parts,
    "writing:unsent_detail": records.unsent_forms,
    "writing:unsent_discard": records.unsent_forms,
    "partners:representative_end": records.terms,
    "partners:representative_change_role": records.terms,
    "partners:representative_hand_over": records.terms,
    "partners:funder_edit": records.funders,
    "partners:invitation_answer": records.invitations,
    "partners:invitation_send_again": records.invitations,
    "partners:invitation_withdraw": records.invitations,
    "partners:quality_detail": records.checks,
    "partners:quality_accept": records.lacking,
    "partners:silence_answer": records.silences,
    "partners:past_letter_attach": records.past_letters,
    "partners:past_letter_withdraw": records.past_letters,
    "partners:statement_take_back": records.statements,
    "partners:introduction_link": records.introductions,
    "website:partner_work": records.own_partners,
    "partners:join_request_decide": records.join_requests,
    "partners:letter_detail": records.letters,
    "partners:mailed_answer": records.mailed_answers,
    "partners:confirmation": records.confirmations,
    "partners:merge_detail": records.merges,
    "partners:merge_undo": records.merges,
    "areas:lead_end": records.led,
    "areas:comment_edit": records.comments,
    "areas:comment_give_task": records.comments,
    "areas:comment_reopen": records.comments,
    "areas:comment_reply": records.comments,
    "areas:comment_resolve": records.comments,
    "areas:milestone_reach": records.milestones,
    "areas:milestone_move": records.milestones,
    "areas:milestone_reopen": records.milestones,
    "areas:companion_remove": records.companions,
    **{
        f"areas:topic_{name}": records.topics
        for name in ("detail", "change", "close", "convener_name", "convener_end")
    },
    "areas:topic_mark": records.topics_of_areas,
    "areas:welcome_edit": records.welcomes,
    **{
        f"areas:import_{name}": records.plan_imports
        for name in ("detail", "settle", "put_in", "discard")
    },
    "areas:comment_withdraw": records.comments,
    "areas:suggestion_accept": records.suggestions,
    "areas:suggestion_detail": records.suggestions,
    "areas:suggestion_refuse": records.suggestions,
    "areas:suggestion_withdraw": records.suggestions,
    **{
        f"areas:own_efforts_{name}": records.effort_calls
        for name in ("detail", "answer", "resume", "move", "take_back")
    },
    "areas:own_effort_add": records.effort_calls,
    **{
        f"areas:own_effort_{name}": records.own_efforts
        for name in ("change", "autosave", "remove")
    },
    "areas:interest_take_back": records.interests,
    "areas:interest_say": records.opportunities,
    **{
        f"areas:opportunity_{step}": records.opportunities
        for step in (
            *("detail", "ask", "answer", "take_in", "decline", "edit", "move", "put_in"),
            *("take_out", "withdraw"),
        )
    },
    "areas:donor_match": records.donors,
    **{
        f"areas:amendment_{name}": records.amendments
        for name in (
            *("detail", "edit", "choose", "propose", "withdraw", "send", "agree", "decline"),
        )
    },
    "areas:amendment_list": records.heard_areas,
    "areas:amendment_take_in": records.heard_areas,
    "areas:amendment_text": records.amendment_texts,
    "areas:amendment_row": records.amendment_rows,
    "areas:amendment_row_remove": records.amendment_rows,
    "areas:amendment_row_add": records.amendment_lists,
    "areas:amendment_drop": records.amendment_places,
    "areas:task_finish": records.comment_tasks,
    "areas:task_take_back": records.comment_tasks,
    "meetings:decision_draft_for_body": bodies.bodies,
    "advisory_group:seat_nominate": records.areas,
    "advisory_group:invitation_detail": bodies.invitations,
    "advisory_group:invitation_accept": bodies.invitations,
    "advisory_group:invitation_decline": bodies.invitations,
    "advisory_group:invitation_withdraw": bodies.invitations,
    "advisory_group:seat_detail": bodies.seats,
    "advisory_group:seat_end": bodies.seats,
    "advisory_group:seat_declare": bodies.seats,
    "advisory_group:chair_detail": bodies.chairs,
    "advisory_group:chair_end": bodies.chairs,
    "advisory_group:recommendation_change": bodies.recommendations,
    "advisory_group:recommendation_merge": bodies.recommendations,
    "advisory_group:recommendation_drop": bodies.recommendations,
    "advisory_group:recommendation_answer": bodies.recommendations,
    "advisory_group:point_list": bodies.next_versions,
    "advisory_group:point_take_up": bodies.taken_up,
    "advisory_group:point_put_back": bodies.taken_up,
    "reporting:cycle_detail": bodies.cycles,
    "reporting:cycle_begin_assembly": bodies.cycles,
    "reporting:cycle_close": bodies.cycles,
    "account_reset_password_from_key": records.keys,
    "mfa_remove_webauthn": records.numbers,
    "mfa_edit_webauthn": records.numbers,
    "admin:view_on_site": records.on_site,
    "admin:app_list": lambda world: [records.Record("accounts", {"app_label": "account"})],
} | {
    f"meetings:{name}": found
    for found, names in (
        (bodies.decisions, ("decision_detail", *(f"decision_{step}" for step in (
            "redraft", "open", "position", "revise_text", "accommodate", "adopt", "end"
        )))),
        (bodies.objections, ("objection_withdraw",)),
        (bodies.meeting_reports, ("report_detail", *(f"report_{step}" for step in (
            "edit", "autosave", "open_comments", "adopt", "publish", "progress"
        )))),
        (bodies.agenda, tuple(f"agenda_{step}" for step in (
            "edit", "move", "remove", "bring_back"
        ))),
        (bodies.papers, ("paper_detail", "paper_revise", "paper_translate", "paper_withdraw")),
        (bodies.observers, ("observer_object", "observer_lift_objection", "observer_withdraw")),
    )
    for name in names
} | {
    f"reporting:import_{name}": bodies.imported_texts
    for name in (
        "detail", "progress", "first_page", "settle", "start_over", "undo", "take_over",
        "discard",
    )
} | {
    f"reporting:area_report_{name}": bodies.area_reports
    for name in (
        "edit", "autosave", "detail", "submit", "accept", "send_back"
    )
}  # fmt: skip
BY_SHAPE: dict[tuple[str, ...], Found] = {
    ("documents", "pk", "name"): records.documents,
    ("documents", "pk"): records.uploads,
    ("partners", "language"): records.languages_of_forms,
    ("website", "pk"): records.mails,
    ("website", "rule"): records.rules,
    ("writing", "kind", "key"): records.texts,
    ("writing", "kind", "key", "number"): records.revisions,
    ("partners", "slug"): records.partners,
    ("partners", "pk"): records.partner_tables,
    ("partners", "slug", "other"): records.pairs_of_partners,
    ("partners", "token"): records.links,
    ("partners", "key"): records.letters_to_act_on,
    ("partners", "key", "kind"): records.letter_jobs,
    ("partners", "key", "pk"): records.attachments,
    ("partners", "key", "part"): records.letter_parts,
    ("areas", "slug"): records.areas,
    ("areas", "pk"): records.activities,
    ("areas", "code"): records.keys_of_plans,
    ("areas", "slug", "number"): records.plans,
    ("areas", "slug", "number", "key"): records.sections,
    ("areas", "slug", "number", "kind"): records.row_kinds,
    ("areas", "slug", "number", "kind", "pk"): records.rows,
    ("areas", "slug", "number", "kind", "language"): records.copies,
    ("areas", "slug", "number", "language", "key"): records.translations,
    ("meetings", "body"): bodies.bodies,
    ("meetings", "slug"): bodies.meetings,
    ("advisory_group", "pk"): bodies.reviews,
    ("advisory_group", "plan"): bodies.reviewed,
    ("reporting", "slug"): bodies.reports,
    ("reporting", "slug", "number"): bodies.blocks,
    ("reporting", "slug", "key"): bodies.removed_texts,
    ("reporting", "cycle", "partner", "area"): bodies.progress_starts,
    ("reporting", "cycle", "area"): bodies.area_starts,
    ("reporting", "pk"): bodies.progress,
    ("admin", "object_id"): records.people_in_admin,
}
