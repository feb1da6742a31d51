"""Django's whole stack as one piece of work for one thread.

Under ASGI Django asks every middleware from the loop and changes threads for each, some sixteen times for a page of
five queries. Ours all wait for the database, so the request changes threads once and stays there.
"""

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler


class InOnePiece(ASGIHandler):
    def load_middleware(self, is_async=False):
        super().load_middleware(is_async=False)

    async def get_response_async(self, request):
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


def application() -> InOnePiece:
    """What Django's get_asgi_application() does, for this handler."""
    django.setup(set_prefix=False)
    return InOnePiece()
