"""Addresses of this app: one per thing, for every audience."""

from django.urls import path

from partners.views import desk, letters, partners, register

app_name = "partners"
urlpatterns = [
    path("partners/", register.register, name="list"),
    path("partners/partners.csv", register.download, {"form": "csv"}, name="csv"),
    path("partners/partners.json", register.download, {"form": "json"}, name="json"),
    path("partners/<slug:slug>/", register.detail, name="detail"),
    path("partners/<slug:slug>/rename/", partners.rename, name="rename"),
    path("partners/<slug:slug>/deactivate/", partners.deactivate, name="deactivate"),
    path("partners/<slug:slug>/reactivate/", partners.reactivate, name="reactivate"),
    path("partners/<slug:slug>/leave/", partners.withdraw, name="withdraw"),
    path("partners/<slug:slug>/appoint/", partners.appoint, name="appoint"),
    path("partners/<slug:slug>/consent/", partners.consent, name="consent"),
    path("partners/<slug:slug>/ask/", partners.ask, name="ask"),
    path("partners/<slug:slug>/terms/<int:pk>/end/", partners.end_term, name="end_term"),
    path(
        "partners/<slug:slug>/requests/<int:pk>/", partners.decide_join, name="decide_join"
    ),
    path("join/", letters.join, name="join"),
    path("join/start/", letters.start, name="letter_start"),
    path("desk/letters/", desk.letters, name="desk"),
    path("letters/<str:key>/", letters.letter, name="letter"),
    path("letters/<str:key>/check/", letters.check, name="letter_check"),
    path("letters/<str:key>/delete/", letters.discard, name="letter_discard"),
    path("letters/<str:key>/answer/", letters.answer, name="letter_answer"),
    path("letters/<str:key>/withdraw/", letters.withdraw, name="letter_withdraw"),
    path("letters/<str:key>/files/<str:kind>/", letters.job, name="letter_job"),
    path("letters/<str:key>/checklist/", desk.check, name="letter_checklist"),
    path("letters/<str:key>/request/", desk.request_information, name="letter_request"),
    path("letters/<str:key>/confirm/", desk.confirm, name="letter_confirm"),
    path("letters/<str:key>/decline/", desk.decline, name="letter_decline"),
    path(
        "letters/<str:key>/decline/approve/", desk.approve_decline, name="approve_decline"
    ),
    path("letters/<str:key>/decline/drop/", desk.drop_decline, name="drop_decline"),
    path("letters/<str:key>/clear/", desk.clear, name="letter_clear"),
    path("letters/<str:key>/clear/second/", desk.second_clearance, name="letter_second"),
    path("letters/<str:key>/clear/reopen/", desk.reopen_clearance, name="letter_reopen"),
    path("letters/<str:key>/publish/", desk.publish, name="letter_publish"),
    path(
        "letters/<str:key>/documents/<int:pk>/remove/",
        letters.remove_document,
        name="remove_document",
    ),
    path("letters/<str:key>/part/<slug:part>/", letters.part, name="letter_part"),
    path(
        "letters/<str:key>/part/<slug:part>/save/", letters.autosave, name="letter_autosave"
    ),
]
