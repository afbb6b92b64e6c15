"""Addresses of files, and of uploads in pieces."""

from django.urls import path

from gmp_portal.documents import views

app_name = "documents"
urlpatterns = [
    path("files/uploads/", views.upload_begin, name="upload_begin"),
    path("files/uploads/<uuid:pk>/", views.upload_detail, name="upload_detail"),
    path("files/<uuid:pk>/<str:name>", views.file, name="file"),
]
