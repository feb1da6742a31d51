"""What a caller sends: the body it comes in, and the two fields that every write brings."""

import json
import math
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import APIException, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser

LARGEST = 1024 * 1024  # bytes
AHEAD = timedelta(minutes=5)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
RFC_3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:]{8}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")


class TooLarge(APIException):
    status_code = 413
    default_detail = "The body is larger than one megabyte."


class Body(BaseParser):
    """JSON in UTF-8, one object, at most a megabyte; whatever else comes is a 400 with a sentence."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise TooLarge
        try:
            data = json.loads(raw.decode("utf-8"), parse_constant=_no_such_number)
            if b"\\u" in raw:
                json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except (ValueError, RecursionError) as error:
            raise ParseError("The body is not JSON in UTF-8 that can be read.") from error
        if not isinstance(data, dict):
            raise ParseError("The body has to be one JSON object.")
        return data


class JSONAlways(BaseContentNegotiation):
    """One format, whatever is asked for."""

    def select_parser(self, request, parsers):
        said = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == said), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


def _no_such_number(name: str):
    raise ValueError(f"{name} is no number in JSON")


class Moment(serializers.DateTimeField):
    """RFC 3339 with an offset; what has happened, so not ahead of our clock by more than five minutes."""

    def to_internal_value(self, value):
        if not isinstance(value, str) or not RFC_3339.fullmatch(value):
            raise serializers.ValidationError(
                "Write the time as RFC 3339 with its offset, such as 2026-05-14T14:00:00-06:00."
            )
        moment = super().to_internal_value(value)
        if moment > timezone.now() + AHEAD:
            raise serializers.ValidationError("This time is in the future. Check the clock that wrote it.")
        if moment < EARLIEST:
            raise serializers.ValidationError("This time is before the year 2000. Check the clock that wrote it.")
        return moment


class Degrees(serializers.FloatField):
    """WGS 84, kept to six places (11 cm)."""

    def to_internal_value(self, data):
        degrees = super().to_internal_value(data)
        return Decimal(str(round(degrees, 6))) if math.isfinite(degrees) else degrees


class Letter(serializers.Serializer):
    """A write. The same letter sent again is answered with what is on file (200); other content under its id is 409."""

    id = serializers.UUIDField(help_text="Made by the caller, one for each thing done; sent again, it stays.")
    occurred_at = Moment(help_text="When it happened, by the caller's clock: RFC 3339 with its offset.")

    def to_internal_value(self, data):
        """Refuses fields it does not know: what is silently dropped is lost."""
        if strange := set(data) - set(self.fields):
            raise serializers.ValidationError({name[:60]: "There is no such field." for name in sorted(strange)[:10]})
        return super().to_internal_value(data)
