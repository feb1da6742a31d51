"""Sessions on a tablet that changes hands, and whose they are."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils.cache import patch_vary_headers


class People(ModelBackend):
    """Django's own, which reads a session's person together with their agency: every request asks for both."""

    def get_user(self, user_id):
        person = get_user_model().objects.select_related("agency").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None


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
