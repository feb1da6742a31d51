"""Every error of the API is a problem (RFC 9457) with a sentence in `detail`."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions

from ..log import NotYours, Refused
from ..problems import problem

NOTHING_HERE = "There is nothing at this address."


def answer(error, context):
    """DRF's exception handler; None for what is our own mistake, which is then a 500 and in the log."""
    if isinstance(error, Refused):
        return problem(409, str(error))
    if isinstance(error, NotYours | Http404):
        return problem(404, NOTHING_HERE)
    if isinstance(error, PermissionDenied):
        return problem(403, "You may not do this.")
    if isinstance(error, exceptions.ValidationError):
        return _asked_wrongly(error) if context["request"].method == "GET" else _invalid(error)
    if isinstance(error, exceptions.APIException):
        return _said(error)
    return None


def _said(error: exceptions.APIException):
    response = problem(error.status_code, str(error.detail))
    if challenge := getattr(error, "auth_header", None):
        response.headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        response.headers["Retry-After"] = str(wait)
    return response


def _invalid(error: exceptions.ValidationError):
    """`errors` names each field by JSON pointer; `detail` says the first of them."""
    errors = list(_spread(error.detail, ""))
    first = errors[0]
    where = first["pointer"].removeprefix("#/").replace("/", ".")
    return problem(400, f"{where}: {first['detail']}" if where else first["detail"], errors=errors)


def _asked_wrongly(error: exceptions.ValidationError):
    """As _invalid, for the query of an address: `errors` names each parameter."""
    errors = [{"detail": str(said[0]), "parameter": name} for name, said in error.detail.items()]
    return problem(400, f"{errors[0]['parameter']}: {errors[0]['detail']}", errors=errors)


def _spread(detail, pointer: str):
    if isinstance(detail, dict):
        for name, inner in detail.items():
            whole = name == "non_field_errors"
            yield from _spread(inner, pointer if whole else f"{pointer}/{_escaped(str(name))}")
    elif isinstance(detail, list):
        for inner in detail:
            yield from _spread(inner, pointer)
    else:
        yield {"detail": str(detail), "pointer": f"#{pointer}" if pointer else ""}


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
