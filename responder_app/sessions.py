"""Sessions on a tablet that changes hands."""

from django.contrib.sessions.middleware import SessionMiddleware
from django.utils.cache import patch_vary_headers


class Sessions(SessionMiddleware):
    """Only what ends a session takes its cookie away.

    Django's own deletes the cookie in every answer to a session that is no more. On a tablet where the next person has
    just signed in, an answer that was still under way for the one before would sign them out again.
    """

    def process_response(self, request, response):
        if request.session.modified or not request.session.is_empty():
            return super().process_response(request, response)
        patch_vary_headers(response, ("Cookie",))
        return response
