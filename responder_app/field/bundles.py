"""Several letters in one envelope: a tablet back from a dead spot pays the way to us once, not for each letter."""

import copy
import json
import logging

from django.http import HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import problems
from .postbox import LetterView

logger = logging.getLogger(__name__)

MOST = 25
ANSWERED_FOR = frozenset({200, 201, 400, 404, 409, 410, 413, 422})  # the table in docs/live.md


@require_POST
def bundle(request):
    """Files `{"letters": [{"url", "fields"}, …]}` one by one, each in its own transaction, oldest first.

    Answers `{"answers": [{"status", "body"}, …]}`: for each letter what it would have been answered alone. Stops
    behind the first that was not answered for, as the outbox does, so that order is kept.
    """
    if not request.user.is_authenticated:
        return problems.problem(401, _("Sign in again; nothing you wrote is lost."))
    try:
        letters = _letters_in(request.body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return problems.problem(
            400, _("A bundle is a JSON object with at most {most} letters, each with url and fields.").format(most=MOST)
        )
    answers = []
    for url, fields in letters:
        answer = _file(request, url, fields)
        answers.append({"status": answer.status_code, "body": json.loads(answer.content)})
        if answer.status_code not in ANSWERED_FOR:
            break
    return JsonResponse({"answers": answers})


def _letters_in(body: bytes) -> list[tuple[str, QueryDict]]:
    letters = json.loads(body)["letters"]
    if not isinstance(letters, list) or len(letters) > MOST:
        raise ValueError("Too many letters, or none.")
    return [(str(letter["url"]), _form(letter["fields"])) for letter in letters]


def _form(fields: dict) -> QueryDict:
    """As if it had come as a form: a list is a name that stands several times."""
    form = QueryDict(mutable=True)
    for name, value in fields.items():
        form.setlist(name, [str(one) for one in (value if isinstance(value, list) else [value])])
    return form


def _file(request, url: str, form: QueryDict) -> HttpResponse:
    try:
        found = resolve(url)
    except Resolver404:
        return problems.problem(404, _("There is no such place for a letter."))
    if not issubclass(getattr(found.func, "view_class", object), LetterView):
        return problems.problem(404, _("There is no such place for a letter."))
    inner = copy.copy(request)
    inner.path = inner.path_info = url
    inner.POST = form
    try:
        return found.func(inner, *found.args, **found.kwargs)
    except Exception:
        logger.exception("A letter in a bundle could not be filed")
        return problems.problem(500, _("The server failed. This letter is not filed; it is sent again."))
