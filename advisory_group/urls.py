"""Addresses of this room."""

from django.urls import URLPattern

app_name = "advisory_group"
urlpatterns: list[URLPattern] = []
