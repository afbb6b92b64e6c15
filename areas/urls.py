"""Addresses of this app."""

from django.urls import URLPattern, path

from areas.views import (
    areas,
    comments,
    figures,
    leads,
    plans,
    registers,
    rows,
    sections,
    share_kits,
)

app_name = "areas"
PLAN = "areas/<slug:slug>/plans/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("areas/", areas.area_list, name="area_list"),
    path("areas/propose/", areas.propose, name="area_propose"),
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
    path("areas/<slug:slug>/leads/designate/", leads.designate, name="lead_designate"),
    path(
        "areas/<slug:slug>/leads/decision/",
        leads.draft_decision,
        name="lead_draft_decision",
    ),
    path("areas/<slug:slug>/leads/<int:pk>/end/", leads.end, name="lead_end"),
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
    path(f"{PLAN}pdf-state/", plans.pdf_state, name="plan_pdf_state"),
    path(f"{PLAN}comments/", comments.write, name="comment_write"),
    path(f"{PLAN}comments/<int:pk>/resolve/", comments.resolve, name="comment_resolve"),
    path(f"{PLAN}sections/<str:key>/", sections.edit, name="section_edit"),
    path(f"{PLAN}sections/<str:key>/autosave/", sections.autosave, name="section_autosave"),
    path(f"{PLAN}sections/<str:key>/figures/add/", figures.add, name="figure_add"),
    path(f"{PLAN}rows/<slug:kind>/add/", rows.add, name="row_add"),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/", rows.change, name="row_change"),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/remove/", rows.remove, name="row_remove"),
    path(
        f"{PLAN}rows/<slug:kind>/<int:pk>/bring-back/",
        rows.bring_back,
        name="row_bring_back",
    ),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/move/", rows.move, name="row_move"),
]
