"""Addresses of what patients send."""

from django.urls import path

from bookings import views

app_name = "bookings"

urlpatterns = [
    path("consultation/", views.ConsultationRequestView.as_view(), name="request"),
    path("consultation/received/", views.request_received, name="request_received"),
]
