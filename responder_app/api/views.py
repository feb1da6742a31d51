"""What the API's views share: finding, reading a letter, answering, and leafing through a list."""

import functools

from django.db.models import Q
from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from ..log import Conflict
from .throttles import PerPerson


class Page(serializers.Serializer):
    """Which part of a list that begins with the newest."""

    after = serializers.UUIDField(default=None, help_text="The `id` of the last one you have.")
    limit = serializers.IntegerField(min_value=1, max_value=500, default=100)


class NumberedPage(Page):
    """Which part of a list that begins with the lowest number."""

    after = serializers.IntegerField(
        min_value=0, max_value=2**63 - 1, default=None, help_text="The last `id` you have."
    )


class DoorView(APIView):
    """A view finds through access, reads the letter, makes one call, answers."""

    throttle_classes = [PerPerson]

    def found(self, rule, id):
        """The one row of `rule` (a function of access) that the caller may see. Raises Http404."""
        return get_object_or_404(rule(self.request.user), pk=id)

    def letter(self, action, form) -> dict:
        """What the caller says. Raises PermissionDenied for a role that cannot do `action`, ValidationError."""
        if self.request.user.role not in action.roles:
            raise PermissionDenied(f"A {self.request.user.role} cannot do this.")
        return _kept(form).run_validation(self.request.data)

    def filed(self, event, letter: dict, record, row) -> Response:
        """The stored record: 201 the first time, 200 for the same letter again. Raises Conflict for another time."""
        if event.repeated and event.occurred_at != letter["occurred_at"]:
            raise Conflict("This number is already on file for another time.")
        return Response(_kept(record).to_representation(row), status=200 if event.repeated else 201)

    def shown(self, record, row) -> Response:
        return Response(_kept(record).to_representation(row))

    def asked(self, form) -> dict:
        """The query of the address. Raises ValidationError."""
        return _kept(form).run_validation(self.request.query_params.dict())

    def newest_first(self, rows, record, *, by, form=Page) -> Response:
        """One page of `rows`, backwards by the time `by`."""
        page = self.asked(form)
        if after := page["after"]:
            last = rows.filter(pk=after).values_list(by, flat=True).first()
            if last is None:
                raise ValidationError({"after": "This list has no such entry."})
            rows = rows.filter(Q(**{f"{by}__lt": last}) | Q(**{by: last, "pk__lt": after}))
        return self._leaf(rows.order_by(f"-{by}", "-pk"), record, page["limit"])

    def by_number(self, rows, record) -> Response:
        """One page of `rows`, forwards by their `id`."""
        page = self.asked(NumberedPage)
        return self._leaf(rows.filter(pk__gt=page["after"] or 0).order_by("pk"), record, page["limit"])

    def _leaf(self, rows, record, limit: int) -> Response:
        """`next` is the address of what follows, null on the last page."""
        found = list(rows[: limit + 1])
        shown, following = found[:limit], None
        if len(found) > limit:
            query = self.request.query_params.copy()
            query["after"] = str(shown[-1].pk)
            following = f"{self.request.path}?{query.urlencode()}"
        return Response({"results": [_kept(record).to_representation(row) for row in shown], "next": following})


@functools.cache
def _kept(form: type[serializers.Serializer]) -> serializers.Serializer:
    """One of each for the whole process: DRF copies every field for each new one, half a millisecond a request."""
    return form()
