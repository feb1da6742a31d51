"""What every refusal looks like to a program: problem+json (RFC 9457). Stands beside the floors, for all doors."""

from http import HTTPStatus

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views import defaults

MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str, **more) -> JsonResponse:
    """The answer with `detail` as a sentence for whoever reads it; `more` are extension members."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def bad_request(request, exception):
    if not asks_for_problems(request):
        return defaults.bad_request(request, exception)
    return problem(400, _("The request could not be understood."))


def forbidden(request, exception):
    if not asks_for_problems(request):
        return defaults.permission_denied(request, exception)
    return problem(403, str(exception) or _("You may not do this."))


def not_found(request, exception):
    if not asks_for_problems(request):
        return defaults.page_not_found(request, exception)
    return problem(404, _("There is nothing at this address."))


def broken(request):
    if not asks_for_problems(request):
        return defaults.server_error(request)
    return problem(500, _("The server failed. What you sent is not filed; send it again with the same id."))


def not_from_our_page(request, reason=""):
    """Django's CSRF failure."""
    if not asks_for_problems(request):
        from django.views.csrf import csrf_failure

        return csrf_failure(request, reason)
    return problem(403, _("This did not come from our own page. Reload it and try again."))


def asks_for_problems(request) -> bool:
    """A program is asking: under /api/, or a letter that wants JSON."""
    return request.path.startswith("/api/") or "application/json" in request.headers.get("Accept", "")
