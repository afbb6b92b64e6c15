"""Addresses of this app."""

from django.urls import path

from reporting.views import (
    activities,
    area_reports,
    blocks,
    cycles,
    imported_texts,
    mastheads,
    progress,
    reports,
)

app_name = "reporting"
urlpatterns = [
    path("reports/", reports.report_list, name="report_list"),
    path("reports/new/", reports.assemble, name="report_assemble"),
    # Cycles
    path("reports/cycles/", cycles.cycle_list, name="cycle_list"),
    path("reports/cycles/open/", cycles.cycle_open, name="cycle_open"),
    path("reports/cycles/<slug:slug>/", cycles.detail, name="cycle_detail"),
    path(
        "reports/cycles/<slug:slug>/assemble/",
        cycles.begin_assembly,
        name="cycle_begin_assembly",
    ),
    path("reports/cycles/<slug:slug>/close/", cycles.close, name="cycle_close"),
    # Progress reports of partners
    path("my/reports/", progress.own_report_list, name="own_report_list"),
    path(
        "my/reports/<slug:cycle>/<slug:partner>/<slug:area>/",
        progress.start,
        name="progress_start",
    ),
    path("my/reports/<int:pk>/", progress.edit, name="progress_edit"),
    path("my/reports/<int:pk>/save/", progress.autosave, name="progress_autosave"),
    path("my/activities/<int:pk>/join/", activities.join, name="activity_join"),
    path(
        "my/activities/<int:pk>/keep-apart/",
        activities.keep_apart,
        name="activity_keep_apart",
    ),
    path("reports/progress/<int:pk>/", progress.detail, name="progress_detail"),
    path("reports/progress/<int:pk>/submit/", progress.submit, name="progress_submit"),
    path("reports/progress/<int:pk>/accept/", progress.accept, name="progress_accept"),
    path(
        "reports/progress/<int:pk>/return/", progress.send_back, name="progress_send_back"
    ),
    # Reports of areas
    path("my/area-reports/<int:pk>/", area_reports.edit, name="area_report_edit"),
    path(
        "my/area-reports/<int:pk>/save/", area_reports.autosave, name="area_report_autosave"
    ),
    path(
        "my/area-reports/<slug:cycle>/<slug:area>/",
        area_reports.start,
        name="area_report_start",
    ),
    path("reports/areas/<int:pk>/", area_reports.detail, name="area_report_detail"),
    path("reports/areas/<int:pk>/submit/", area_reports.submit, name="area_report_submit"),
    path("reports/areas/<int:pk>/accept/", area_reports.accept, name="area_report_accept"),
    path(
        "reports/areas/<int:pk>/return/",
        area_reports.send_back,
        name="area_report_send_back",
    ),
    # Past documents
    path("reports/past/", imported_texts.import_list, name="import_list"),
    path("reports/past/new/", imported_texts.start, name="import_start"),
    path("reports/past/<int:pk>/", imported_texts.detail, name="import_detail"),
    path(
        "reports/past/<int:pk>/progress.json",
        imported_texts.progress,
        name="import_progress",
    ),
    path(
        "reports/past/<int:pk>/first-page/",
        imported_texts.first_page,
        name="import_first_page",
    ),
    path("reports/past/<int:pk>/settle/", imported_texts.settle, name="import_settle"),
    path(
        "reports/past/<int:pk>/start-over/",
        imported_texts.start_over,
        name="import_start_over",
    ),
    path("reports/past/<int:pk>/undo/", imported_texts.undo, name="import_undo"),
    path(
        "reports/past/<int:pk>/take-over/",
        imported_texts.take_over,
        name="import_take_over",
    ),
    path("reports/past/<int:pk>/discard/", imported_texts.discard, name="import_discard"),
    # Reports to governing bodies
    path("reports/<slug:slug>/", reports.detail, name="report_detail"),
    path("reports/<slug:slug>/data.json", reports.data, name="report_data"),
    path("reports/<slug:slug>/progress.json", reports.progress, name="report_progress"),
    path("reports/<slug:slug>/masthead/", mastheads.edit, name="masthead_edit"),
    path("reports/<slug:slug>/blocks/<int:number>/", blocks.edit, name="block_edit"),
    path("reports/<slug:slug>/blocks/<int:number>/add/", blocks.add, name="block_add"),
    path(
        "reports/<slug:slug>/blocks/<int:number>/remove/",
        blocks.remove,
        name="block_remove",
    ),
    path(
        "reports/<slug:slug>/removed/<str:key>/bring-back/",
        blocks.bring_back,
        name="block_bring_back",
    ),
    path("reports/<slug:slug>/freeze/", reports.freeze, name="report_freeze"),
    path("reports/<slug:slug>/retry/", reports.retry, name="report_retry"),
    path("reports/<slug:slug>/thaw/", reports.thaw, name="report_thaw"),
    path("reports/<slug:slug>/approve/", reports.approve, name="report_approve"),
    path("reports/<slug:slug>/publish/", reports.publish, name="report_publish"),
    path("reports/<slug:slug>/correct/", reports.correct, name="report_correct"),
]
