from django.urls import include, path

urlpatterns = [
    path("", include("responder_app.entrance.urls")),
    path("", include("responder_app.field.urls")),
    path("desk/", include("responder_app.dispatch.urls")),
    path("program/", include("responder_app.program.urls")),
    path("api/v1/", include("responder_app.api.urls")),
    path("live/", include("responder_app.deliver.urls")),
]

handler400 = "responder_app.problems.bad_request"
handler403 = "responder_app.problems.forbidden"
handler404 = "responder_app.problems.not_found"
handler500 = "responder_app.problems.broken"
