"""The API's description (OpenAPI 3) and the page to try it, which needs nothing from elsewhere."""

import functools

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import extend_schema, extend_schema_view
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers

from ..problems import MEDIA_TYPE, problem
from .signs import MachineTokenAuthentication, SessionAuthentication
from .views import Page


class Problem(serializers.Serializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="A sentence for whoever reads it.")
    errors = serializers.ListField(
        child=serializers.DictField(), required=False, help_text="For a 400: each field's `pointer` and `detail`."
    )


def reading(name: str, record, parameters=()):
    """Describes a GET of one thing."""
    return extend_schema(operation_id=name, parameters=[*parameters], responses={200: record, **_problems(400)})


def leafing(name: str, record, form=Page):
    """Describes a GET of a list."""
    return extend_schema(operation_id=name, parameters=[form], responses={200: _page_of(record), **_problems(400)})


@functools.cache
def _page_of(record) -> type[serializers.Serializer]:
    """One for all lists of the same rows."""
    fields = {"results": record(many=True), "next": serializers.CharField(allow_null=True)}
    return type(record.__name__.replace("Record", "Page"), (serializers.Serializer,), fields)


def filing(name: str, form, record):
    """Describes a POST of a letter."""
    answers = {201: record, 200: record, **_problems(400, 409, 413, 415)}
    return extend_schema(operation_id=name, request=form, responses=answers)


def acting(name: str, form, record):
    """Describes a view whose one method is the POST of a letter, by the view's own sentence."""
    return extend_schema_view(post=filing(name, form, record))


def _problems(*more: int) -> dict:
    return {(status, MEDIA_TYPE): Problem for status in sorted({401, 403, 404, 429, *more})}


def close_letters(result, generator, request, public):
    """Says of every letter that it takes no other fields (a hook of drf-spectacular)."""
    for name, described in result["components"]["schemas"].items():
        if name.endswith("Letter"):
            described["additionalProperties"] = False
    return result


class MachineTokenScheme(OpenApiAuthenticationExtension):
    target_class = MachineTokenAuthentication
    name = "machineToken"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "A token of `manage.py token create`."}


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = SessionAuthentication
    name = "session"

    def get_security_definition(self, auto_schema):
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Signed in; writes also carry `X-CSRFToken`.",
        }


class Schema(SpectacularJSONAPIView):
    authentication_classes = []
    permission_classes = []


class TryIt(SpectacularSwaggerSplitView):
    authentication_classes = [SessionAuthentication]  # for everybody; but whoever practises reads that it is practice
    permission_classes = []
    url_name = "api-schema"
    template_name = "api/docs.html"


def nothing_here(request):
    """Any other address below the API, with or without its slash."""
    return problem(404, "There is nothing at this address. Every address of the API ends with a slash.")
