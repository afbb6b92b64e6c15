"""Addresses of the website above the apps."""

from django.urls import path

from gmp_portal.website.views import (
    account,
    data,
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
    path("data/", data.data_list, name="data_list"),
    path("data/<slug:key>.<slug:form>", data.data_file, name="data_file"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
    path("my/", my.my, name="my"),
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
