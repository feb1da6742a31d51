"""The ASGI application: static files, the live line, and Django on threads that keep their connections."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "responder_app.settings")

from .handler import application as in_one_piece

django_application = in_one_piece()  # once, before anything imports a model

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.conf import settings  # noqa: E402
from django.urls import path  # noqa: E402
from servestatic import ServeStaticASGI  # noqa: E402

from .deliver import bus  # noqa: E402
from .deliver.live import LiveConsumer  # noqa: E402
from .threads import OnKeptThreads  # noqa: E402

bus.publish_nudges()
application = ProtocolTypeRouter(
    {
        "http": ServeStaticASGI(
            OnKeptThreads(django_application),
            root=settings.STATIC_ROOT,
            prefix=settings.STATIC_URL,
            immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",
        ),
        "websocket": URLRouter([path("ws/live/", LiveConsumer.as_asgi())]),
    }
)
