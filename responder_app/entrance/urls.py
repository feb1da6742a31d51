from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/demo/", views.sign_in_demo, name="sign-in-demo"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
]
