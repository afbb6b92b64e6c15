"""Addresses of this app."""

from django.urls import URLPattern, path

from areas.views import areas, plans, writing

app_name = "areas"
PLAN = "areas/<slug:slug>/plans/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("areas/", areas.area_list, name="area_list"),
    path("areas/propose/", areas.propose, name="area_propose"),
    path("areas/<slug:slug>/", areas.area_detail, name="area_detail"),
    path("areas/<slug:slug>/join/", areas.join, name="area_join"),
    path("areas/<slug:slug>/leave/", areas.leave, name="area_leave"),
    path("areas/<slug:slug>/establish/", areas.establish, name="area_establish"),
    path("areas/<slug:slug>/close/", areas.close, name="area_close"),
    path("areas/<slug:slug>/leads/designate/", areas.designate, name="lead_designate"),
    path("areas/<slug:slug>/leads/<int:pk>/end/", areas.end_lead, name="lead_end"),
    path("areas/<slug:slug>/plan/", plans.current_plan, name="plan_current"),
    path("areas/<slug:slug>/plans/start/", plans.start, name="plan_start"),
    path(PLAN, plans.plan_detail, name="plan_detail"),
    path(f"{PLAN}frame/", plans.frame, name="plan_frame"),
    path(f"{PLAN}send/", plans.send, name="plan_send"),
    path(f"{PLAN}consensus/", plans.record_consensus, name="plan_record_consensus"),
    path(f"{PLAN}take-back/", plans.take_back, name="plan_take_back"),
    path(f"{PLAN}submit/", plans.submit, name="plan_submit"),
    path(f"{PLAN}publish/", plans.publish, name="plan_publish"),
    path(f"{PLAN}compare/", plans.compare, name="plan_compare"),
    path(f"{PLAN}pdf-state/", plans.pdf_state, name="plan_pdf_state"),
    path(f"{PLAN}comments/", plans.comment, name="plan_comment"),
    path(f"{PLAN}comments/<int:pk>/resolve/", plans.resolve, name="comment_resolve"),
    path(f"{PLAN}sections/<str:key>/", writing.section, name="section_edit"),
    path(f"{PLAN}sections/<str:key>/autosave/", writing.autosave, name="section_autosave"),
    path(f"{PLAN}rows/<slug:kind>/add/", writing.row_add, name="row_add"),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/", writing.row_change, name="row_change"),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/remove/", writing.row_remove, name="row_remove"),
    path(f"{PLAN}rows/<slug:kind>/<int:pk>/move/", writing.row_move, name="row_move"),
]
