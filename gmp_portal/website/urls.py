"""Addresses of the website above the apps."""

from django.urls import path

from gmp_portal.website.views import account, desk, framework, home, my

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path("framework/", framework.framework, name="framework"),
    path("framework/rules/<str:rule>/", framework.rule, name="rule"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
    path("my/", my.my, name="my"),
    path("my/profile/", account.profile, name="profile"),
    path("my/mails/", my.mails, name="mails"),
    path("my/mails/<uuid:pk>/", my.mail, name="mail"),
    path("desk/", desk.desk, name="desk"),
    path("desk/jobs/", desk.jobs, name="jobs"),
    path("desk/jobs/<uuid:pk>/retry/", desk.retry_job, name="job_retry"),
    path("desk/messages/", desk.messages_sent, name="messages"),
    path("desk/ledger/", desk.ledger, name="ledger"),
]
