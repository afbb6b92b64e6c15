"""Addresses of this app: one per thing, for every audience."""

from django.urls import path

from partners.views import letter_decisions, letters, partner_pages, partners

app_name = "partners"
urlpatterns = [
    path("partners/", partner_pages.register, name="partner_list"),
    path(
        "partners/partners.csv", partner_pages.download, {"form": "csv"}, name="partner_csv"
    ),
    path(
        "partners/partners.json",
        partner_pages.download,
        {"form": "json"},
        name="partner_json",
    ),
    path("partners/<slug:slug>/", partner_pages.detail, name="partner_detail"),
    path("partners/<slug:slug>/rename/", partners.rename, name="partner_rename"),
    path(
        "partners/<slug:slug>/deactivate/", partners.deactivate, name="partner_deactivate"
    ),
    path(
        "partners/<slug:slug>/reactivate/", partners.reactivate, name="partner_reactivate"
    ),
    path("partners/<slug:slug>/leave/", partners.withdraw, name="partner_withdraw"),
    path("partners/<slug:slug>/appoint/", partners.appoint, name="representative_appoint"),
    path("partners/<slug:slug>/consent/", partners.consent, name="representative_consent"),
    path("partners/<slug:slug>/ask/", partners.ask, name="join_request_ask"),
    path(
        "partners/<slug:slug>/terms/<int:pk>/end/",
        partners.end_term,
        name="representative_end",
    ),
    path(
        "partners/<slug:slug>/requests/<int:pk>/",
        partners.decide_join,
        name="join_request_decide",
    ),
    path("join/", letters.join, name="join"),
    path("join/start/", letters.start, name="letter_start"),
    path("desk/letters/", letter_decisions.letters, name="letter_list"),
    path("letters/<str:key>/", letters.letter, name="letter_detail"),
    path("letters/<str:key>/check/", letters.check, name="letter_check"),
    path("letters/<str:key>/delete/", letters.discard, name="letter_discard"),
    path("letters/<str:key>/answer/", letters.answer, name="letter_answer"),
    path("letters/<str:key>/withdraw/", letters.withdraw, name="letter_withdraw"),
    path("letters/<str:key>/files/<str:kind>/", letters.job, name="letter_job"),
    path("letters/<str:key>/checklist/", letter_decisions.check, name="letter_checklist"),
    path(
        "letters/<str:key>/request/",
        letter_decisions.request_information,
        name="letter_request_information",
    ),
    path("letters/<str:key>/confirm/", letter_decisions.confirm, name="letter_confirm"),
    path(
        "letters/<str:key>/decline/",
        letter_decisions.decline,
        name="letter_propose_decline",
    ),
    path(
        "letters/<str:key>/decline/approve/",
        letter_decisions.approve_decline,
        name="letter_propose_decline",
    ),
    path(
        "letters/<str:key>/decline/drop/",
        letter_decisions.drop_decline,
        name="letter_drop_decline",
    ),
    path("letters/<str:key>/clear/", letter_decisions.clear, name="letter_clear"),
    path(
        "letters/<str:key>/clear/second/",
        letter_decisions.second_clearance,
        name="letter_second_clearance",
    ),
    path(
        "letters/<str:key>/clear/reopen/",
        letter_decisions.reopen_clearance,
        name="letter_reopen_clearance",
    ),
    path("letters/<str:key>/publish/", letter_decisions.publish, name="letter_publish"),
    path(
        "letters/<str:key>/documents/<int:pk>/remove/",
        letters.remove_document,
        name="letter_remove_document",
    ),
    path("letters/<str:key>/part/<slug:part>/", letters.part, name="letter_part"),
    path(
        "letters/<str:key>/part/<slug:part>/save/", letters.autosave, name="letter_autosave"
    ),
]
