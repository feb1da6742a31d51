from django.apps import AppConfig


class ResponderApp(AppConfig):
    name = "responder_app"
    default_auto_field = "django.db.models.BigAutoField"
