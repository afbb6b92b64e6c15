"""Addresses of this app."""

from django.urls import URLPattern, path

from areas.views import (
    areas,
    comments,
    companions,
    figures,
    files,
    imports,
    keys,
    leads,
    milestones,
    plans,
    registers,
    rosters,
    row_tables,
    rows,
    sections,
    share_kits,
    successions,
    suggestions,
    tasks,
    translations,
)

app_name = "areas"
PLAN = "areas/<slug:slug>/plans/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("areas/", areas.area_list, name="area_list"),
    path("areas/propose/", areas.propose, name="area_propose"),
    path("areas/topics/", areas.topic_list, name="topic_list"),
    path("areas/leads/", registers.lead_list, name="lead_list"),
    path("areas/<slug:slug>/", areas.area_detail, name="area_detail"),
    path("areas/<slug:slug>/share/", share_kits.area_share, name="area_share"),
    path(
        "areas/<slug:slug>/share.docx", share_kits.area_share_word, name="area_share_word"
    ),
    path("areas/<slug:slug>/join/", areas.join, name="area_join"),
    path("areas/<slug:slug>/leave/", areas.leave, name="area_leave"),
    path("areas/<slug:slug>/establish/", areas.establish, name="area_establish"),
    path(
        "areas/<slug:slug>/establish/decision/",
        areas.draft_decision,
        name="area_draft_decision",
    ),
    path("areas/<slug:slug>/close/", areas.close, name="area_close"),
    path(
        "areas/<slug:slug>/succession/", successions.area_succession, name="area_succession"
    ),
    path("areas/<slug:slug>/roster.xlsx", rosters.area_roster, name="area_roster"),
    path(
        "areas/<slug:slug>/roster/people/",
        rosters.area_roster_people,
        name="area_roster_people",
    ),
    path("areas/<slug:slug>/leads/designate/", leads.designate, name="lead_designate"),
    path(
        "areas/<slug:slug>/leads/decision/",
        leads.draft_decision,
        name="lead_draft_decision",
    ),
    path("areas/<slug:slug>/leads/<int:pk>/end/", leads.end, name="lead_end"),
    path("plans/keys/<slug:code>/", keys.key_detail, name="key_detail"),
    path("plans/", registers.plan_list, name="plan_list"),
    path("areas/<slug:slug>/plan/", plans.plan_current, name="plan_current"),
    path("areas/<slug:slug>/plans/start/", plans.start, name="plan_start"),
    path(PLAN, plans.plan_detail, name="plan_detail"),
    path(f"{PLAN}frame/", plans.change_frame, name="plan_change_frame"),
    path(f"{PLAN}send/", plans.send, name="plan_send"),
    path(f"{PLAN}consensus/", plans.record_consensus, name="plan_record_consensus"),
    path(f"{PLAN}take-back/", plans.take_back, name="plan_take_back"),
    path(f"{PLAN}submit/", plans.submit, name="plan_submit"),
    path(f"{PLAN}publish/", plans.publish, name="plan_publish"),
    path(f"{PLAN}compare/", plans.compare, name="plan_compare"),
    path(f"{PLAN}trace/", plans.trace, name="plan_trace"),
    path(f"{PLAN}pdf-state/", plans.pdf_state, name="plan_pdf_state"),
    path(f"{PLAN}milestones/", milestones.milestone_list, name="milestone_list"),
    path(f"{PLAN}milestones/<int:pk>/reach/", milestones.reach, name="milestone_reach"),
    path(f"{PLAN}milestones/<int:pk>/move/", milestones.move, name="milestone_move"),
    path(f"{PLAN}milestones/<int:pk>/reopen/", milestones.reopen, name="milestone_reopen"),
    path(f"{PLAN}files/<slug:kind>/<slug:language>/", files.make, name="file_make"),
    path(f"{PLAN}files/<slug:kind>/<slug:language>/state/", files.state, name="file_state"),
    path(f"{PLAN}companions/", companions.add, name="companion_add"),
    path(f"{PLAN}companions/<int:pk>/remove/", companions.remove, name="companion_remove"),
    path(f"{PLAN}translations/", translations.translation_list, name="translation_list"),
    path(
        f"{PLAN}translations/<slug:language>/<slug:key>/",
        translations.write,
        name="translation_write",
    ),
    path(f"{PLAN}comments/", comments.write, name="comment_write"),
    path(f"{PLAN}comments/<int:pk>/resolve/", comments.resolve, name="comment_resolve"),
    path(f"{PLAN}word/", imports.start, name="import_start"),
    path(f"{PLAN}word/<int:pk>/", imports.detail, name="import_detail"),
    path(f"{PLAN}word/<int:pk>/settle/", imports.settle, name="import_settle"),
    path(f"{PLAN}word/<int:pk>/put-in/", imports.put_in, name="import_put_in"),
    path(f"{PLAN}word/<int:pk>/discard/", imports.discard, name="import_discard"),
    path(f"{PLAN}comments/<int:pk>/reply/", comments.reply, name="comment_reply"),
    path(f"{PLAN}comments/<int:pk>/edit/", comments.edit, name="comment_edit"),
    path(f"{PLAN}comments/<int:pk>/withdraw/", comments.withdraw, name="comment_withdraw"),
    path(f"{PLAN}comments/<int:pk>/reopen/", comments.reopen, name="comment_reopen"),
    path(f"{PLAN}comments/<int:pk>/task/", comments.give_task, name="comment_give_task"),
    path(
        f"{PLAN}suggestions/<int:pk>/",
        suggestions.suggestion_detail,
        name="suggestion_detail",
    ),
    path(
        f"{PLAN}suggestions/<int:pk>/accept/", suggestions.accept, name="suggestion_accept"
    ),
    path(
        f"{PLAN}suggestions/<int:pk>/refuse/", suggestions.refuse, name="suggestion_refuse"
    ),
    path(
        f"{PLAN}suggestions/<int:pk>/withdraw/",
        suggestions.withdraw,
        name="suggestion_withdraw",
    ),
    path(f"{PLAN}suggestions/<str:key>/make/", suggestions.make, name="suggestion_make"),
    path(f"{PLAN}tasks/<int:pk>/finish/", tasks.finish, name="task_finish"),
    path(f"{PLAN}tasks/<int:pk>/take-back/", tasks.take_back, name="task_take_back"),
    path(f"{PLAN}sections/<str:key>/", sections.edit, name="section_edit"),
    path(f"{PLAN}sections/<str:key>/autosave/", sections.autosave, name="section_autosave"),
    path(f"{PLAN}rows.xlsx", row_tables.workbook, name="row_workbook"),
    path(f"{PLAN}rows/bring-in/", row_tables.bring_in, name="row_bring_in"),
    path(f"{PLAN}sections/<str:key>/figures/add/", figures.add, name="figure_add"),
    path(f"{PLAN}rows/<slug:kind>/add/", rows.add, name="row_add"),
    path(f"{PLAN}rows/<slug:kind>/paste/", row_tables.paste, name="row_paste"),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/", rows.change, name="row_change"),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/autosave/", rows.autosave, name="row_autosave"),
    path(
        f"{PLAN}rows/<slug:kind>/<int:pk>/duplicate/", rows.duplicate, name="row_duplicate"
    ),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/remove/", rows.remove, name="row_remove"),
    path(
        f"{PLAN}rows/<slug:kind>/<int:pk>/bring-back/",
        rows.bring_back,
        name="row_bring_back",
    ),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/move/", rows.move, name="row_move"),
]
