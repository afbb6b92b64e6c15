"""Addresses of the website above the apps."""

from django.urls import path

from gmp_portal.website.views import (
    account,
    calendar,
    calendar_addresses,
    calendar_files,
    desk,
    framework,
    home,
    integrity,
    jobs,
    mails,
    my,
    rights,
    rules,
)

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path("framework/", framework.framework, name="framework"),
    path("framework/rights/", rights.rights_list, name="rights_list"),
    path("framework/rights/simulator/", rights.simulator, name="rights_simulator"),
    path("framework/rights/<slug:kind>/", rights.detail, name="rights_detail"),
    path("framework/rules/<str:rule>/", rules.detail, name="rule_detail"),
    path("framework/integrity/", integrity.integrity, name="integrity"),
    path(
        "framework/integrity/verify_export.py",
        integrity.integrity_verifier,
        name="integrity_verifier",
    ),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/public.ics", calendar_files.calendar_file, name="calendar_file"),
    path(
        "calendar/bodies/<slug:body>.ics",
        calendar_files.of_body,
        name="calendar_file_of_body",
    ),
    path(
        "calendar/areas/<slug:area>.ics",
        calendar_files.of_area,
        name="calendar_file_of_area",
    ),
    path(
        "calendar/own/<str:token>.ics",
        calendar_files.of_person,
        name="calendar_file_of_person",
    ),
    path(
        "meetings/<slug:slug>/meeting.ics",
        calendar_files.of_meeting,
        name="calendar_file_of_meeting",
    ),
    path("my/", my.my, name="my"),
    path("my/calendar/", calendar_addresses.detail, name="calendar_address_detail"),
    path("my/calendar/make/", calendar_addresses.make, name="calendar_address_make"),
    path("my/calendar/renew/", calendar_addresses.renew, name="calendar_address_renew"),
    path("my/calendar/revoke/", calendar_addresses.revoke, name="calendar_address_revoke"),
    path("my/profile/", account.profile, name="profile"),
    path("my/mails/", mails.mail_list, name="mail_list"),
    path("my/mails/<uuid:pk>/", mails.detail, name="mail_detail"),
    path("demo/mail/", mails.demo_mail_list, name="demo_mail_list"),
    path("demo/mail/<uuid:pk>/", mails.demo_mail_detail, name="demo_mail_detail"),
    path("desk/", desk.desk, name="desk"),
    path("desk/jobs/", jobs.job_list, name="job_list"),
    path("desk/jobs/<uuid:pk>/retry/", jobs.retry, name="job_retry"),
    path("desk/messages/", desk.message_list, name="message_list"),
    path("desk/ledger/", desk.ledger, name="ledger"),
    path("desk/ledger/export/", integrity.integrity_export, name="integrity_export"),
]
