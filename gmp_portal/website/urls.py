"""Addresses of the website above the apps."""

from django.urls import path

from gmp_portal.website.views import account, desk, framework, home, my

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path("framework/", framework.framework, name="framework"),
    path("framework/rules/<str:rule>/", framework.rule, name="rule_detail"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
    path("my/", my.my, name="my"),
    path("my/profile/", account.profile, name="profile"),
    path("my/mails/", my.mails, name="mail_list"),
    path("my/mails/<uuid:pk>/", my.mail, name="mail_detail"),
    path("desk/", desk.desk, name="desk"),
    path("desk/jobs/", desk.jobs, name="job_list"),
    path("desk/jobs/<uuid:pk>/retry/", desk.retry_job, name="job_retry"),
    path("desk/messages/", desk.messages_sent, name="message_list"),
    path("desk/ledger/", desk.ledger, name="ledger"),
]
