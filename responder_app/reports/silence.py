"""Crews on scene whose tablets say nothing (domain.md 4.2: no answer is an answer)."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Subquery

from ..models import Alert, Assignment, Tablet
from ..words import AlertKind, UnitStatus

AT_RISK = (UnitStatus.ON_SCENE, UnitStatus.WITH_PERSON)


def begun(at: datetime) -> list[Assignment]:
    """Crews on scene of whose tablets the last word is older than their agency's limit, and for whom nothing sounds;
    `heard_at` is when it was. Of a crew whose tablets were never heard since it went aboard nothing can be said."""
    sounding = Alert.objects.open().filter(kind=AlertKind.SILENT, assignment=OuterRef("pk"))
    on_scene = Assignment.objects.open().filter(~Exists(sounding), status__in=AT_RISK)
    heard = on_scene.annotate(heard_at=Subquery(_heard(OuterRef("unit")))).filter(heard_at__lt=at)
    found = heard.select_related("agency", "incident", "unit").order_by("heard_at")
    return [one for one in found if one.heard_at <= at - timedelta(seconds=one.agency.silent_after)]


def over(at: datetime) -> list[Alert]:
    """Alerts of silent tablets whose crew was heard of since."""
    silent = Alert.objects.open().filter(kind=AlertKind.SILENT, raised_at__lt=at)
    heard = silent.annotate(heard_at=Subquery(_heard(OuterRef("unit")))).select_related("agency")
    return [one for one in heard if one.heard_at and one.heard_at > one.raised_at]


def _heard(unit):
    """The last word of the tablets of who is aboard now, since they went aboard."""
    aboard = {"person__shifts__unit": unit, "person__shifts__ended_at": None}
    aboard |= {"person__shifts__started_at__lte": F("heard_at")}
    return Tablet.objects.filter(unit=unit, **aboard).order_by("-heard_at").values("heard_at")[:1]
