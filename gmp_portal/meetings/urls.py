"""Addresses of meetings, decisions and reports."""

from django.urls import path

from gmp_portal.meetings.views import (
    agenda,
    attendance,
    decisions,
    declarations,
    meetings,
    observers,
    papers,
    positions,
    reports,
)

app_name = "meetings"
MEETING = "meetings/<slug:slug>/"
DECISION = "decisions/<slug:slug>/"
urlpatterns = [
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/plan/<slug:body>/", meetings.plan, name="meeting_plan"),
    path(MEETING, meetings.detail, name="meeting_detail"),
    path(f"{MEETING}details/", meetings.revise, name="meeting_revise"),
    path(f"{MEETING}reschedule/", meetings.reschedule, name="meeting_reschedule"),
    path(f"{MEETING}convene/", meetings.convene, name="meeting_convene"),
    path(f"{MEETING}hold/", meetings.hold, name="meeting_hold"),
    path(f"{MEETING}close/", meetings.close, name="meeting_close"),
    path(f"{MEETING}cancel/", meetings.cancel, name="meeting_cancel"),
    path(f"{MEETING}agenda/add/", agenda.add, name="agenda_add"),
    path(f"{MEETING}agenda/<int:pk>/", agenda.edit, name="agenda_edit"),
    path(f"{MEETING}agenda/<int:pk>/move/", agenda.move, name="agenda_move"),
    path(f"{MEETING}agenda/<int:pk>/remove/", agenda.remove, name="agenda_remove"),
    path(
        f"{MEETING}agenda/<int:pk>/bring-back/",
        agenda.bring_back,
        name="agenda_bring_back",
    ),
    path(f"{MEETING}papers/add/", papers.add, name="paper_add"),
    path(f"{MEETING}papers/<int:pk>/revise/", papers.revise, name="paper_revise"),
    path(
        f"{MEETING}papers/<int:pk>/translate/",
        papers.translate,
        name="paper_translate",
    ),
    path(f"{MEETING}papers/<int:pk>/withdraw/", papers.withdraw, name="paper_withdraw"),
    path(f"{MEETING}register/", attendance.register, name="attendance_register"),
    path(f"{MEETING}excuse/", attendance.excuse, name="attendance_excuse"),
    path(f"{MEETING}deny/", attendance.deny, name="attendance_deny"),
    path(f"{MEETING}affirm/", attendance.affirm, name="attendance_affirm"),
    path(f"{MEETING}attendance/", attendance.mark, name="attendance_mark"),
    path(f"{MEETING}guests/add/", attendance.add_guest, name="attendance_add_guest"),
    path(f"{MEETING}observers/invite/", observers.invite, name="observer_invite"),
    path(
        f"{MEETING}observers/<int:pk>/object/",
        observers.observer_object,
        name="observer_object",
    ),
    path(
        f"{MEETING}observers/<int:pk>/lift/",
        observers.lift_objection,
        name="observer_lift_objection",
    ),
    path(
        f"{MEETING}observers/<int:pk>/withdraw/",
        observers.withdraw,
        name="observer_withdraw",
    ),
    path(
        f"{MEETING}decisions/draft/",
        decisions.draft_for_meeting,
        name="decision_draft_for_meeting",
    ),
    path(f"{MEETING}report/", reports.detail, name="report_detail"),
    path(f"{MEETING}report/start/", reports.start, name="report_start"),
    path(f"{MEETING}report/edit/", reports.edit, name="report_edit"),
    path(f"{MEETING}report/edit/autosave/", reports.autosave, name="report_autosave"),
    path(f"{MEETING}report/comments/", reports.open_comments, name="report_open_comments"),
    path(f"{MEETING}report/comment/", reports.comment, name="report_comment"),
    path(f"{MEETING}report/adopt/", reports.adopt, name="report_adopt"),
    path(f"{MEETING}report/publish/", reports.publish, name="report_publish"),
    path(f"{MEETING}report/progress/", reports.progress, name="report_progress"),
    path("decisions/", decisions.decision_list, name="decision_list"),
    path(
        "decisions/draft/<slug:body>/",
        decisions.draft_for_body,
        name="decision_draft_for_body",
    ),
    path(DECISION, decisions.detail, name="decision_detail"),
    path(f"{DECISION}redraft/", decisions.redraft, name="decision_redraft"),
    path(f"{DECISION}open/", decisions.decision_open, name="decision_open"),
    path(f"{DECISION}position/", positions.decision_position, name="decision_position"),
    path(
        f"{DECISION}objections/<int:pk>/withdraw/",
        positions.objection_withdraw,
        name="objection_withdraw",
    ),
    path(f"{DECISION}revise/", decisions.revise_text, name="decision_revise_text"),
    path(f"{DECISION}accommodate/", decisions.accommodate, name="decision_accommodate"),
    path(f"{DECISION}declare/", declarations.decision_declare, name="decision_declare"),
    path(f"{DECISION}recall/", declarations.decision_recall, name="decision_recall"),
    path(f"{DECISION}adopt/", decisions.adopt, name="decision_adopt"),
    path(f"{DECISION}end/", decisions.end, name="decision_end"),
]
