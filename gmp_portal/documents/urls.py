"""Addresses of files."""

from django.urls import path

from gmp_portal.documents import views

app_name = "documents"
urlpatterns = [path("files/<uuid:pk>/<str:name>", views.file, name="file")]
