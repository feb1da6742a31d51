from django.urls import path

from . import referrals

urlpatterns = [
    path("", referrals.program, name="program"),
    path("referrals.csv", referrals.referrals_csv, name="program-referrals-csv"),
]
