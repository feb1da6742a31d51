from django.urls import include, path

urlpatterns = [
    path("", include("responder_app.entrance.urls")),
    path("", include("responder_app.field.urls")),
    path("desk/", include("responder_app.dispatch.urls")),
    path("program/", include("responder_app.program.urls")),
    path("api/v1/", include("responder_app.api.urls")),
    path("live/", include("responder_app.deliver.urls")),
]
