from django.urls import path

from . import training, views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/demo/", views.sign_in_demo, name="sign-in-demo"),
    path("sign-out/", training.SignOut.as_view(), name="sign-out"),
    path("training/", training.training, name="training"),
    path("training/enter/", training.enter, name="training-enter"),
    path("training/leave/", training.leave, name="training-leave"),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
]
