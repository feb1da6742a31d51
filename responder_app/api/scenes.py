"""What a crew counted on scene, for figures: codes and counts, never a name and never what somebody wrote."""

from django.db.models import Prefetch
from rest_framework import serializers

from .. import access
from ..words import GoodFit, SceneField

WRITTEN = {SceneField.DISPOSITION_NOTE, SceneField.INJURY_CREW_NOTE, SceneField.INJURY_PERSON_NOTE}


class CodesField(serializers.JSONField):
    """The answers by field name, without those in somebody's own words."""

    def to_representation(self, value):
        return {name: told for name, told in value.items() if name not in WRITTEN}


class PersonRecord(serializers.Serializer):
    """Codes of the agency's lists; empty: not asked."""

    age_band = serializers.CharField()
    gender = serializers.CharField()
    races = serializers.ListField(child=serializers.CharField())
    housing = serializers.CharField()
    language = serializers.CharField()
    interpreter = serializers.BooleanField()
    veteran = serializers.CharField(
        help_text="yes, no, unknown, prefers_not_to_say: HUD 3.07 codes 1, 0, 8, 9; empty: 99."
    )
    basis = serializers.CharField()


class SupplyRecord(serializers.Serializer):
    item = serializers.CharField()
    count = serializers.IntegerField()


class SceneRecord(serializers.Serializer):
    """The on-scene form as it stands."""

    form = serializers.IntegerField(source="form.number", allow_null=True, default=None, help_text="Its version.")
    occurred_at = serializers.DateTimeField()
    answers = CodesField(help_text="Codes by field name; what was not asked is not there.")
    people = PersonRecord(many=True)
    supplies = SupplyRecord(many=True)


class StandingScene(SceneRecord):
    """Of the records of an assignment the last by the crew's clock."""

    def get_attribute(self, instance):
        return instance.scenes[0] if instance.scenes else None


class FitField(serializers.ChoiceField):
    """Of an assignment with its `scenes`: whether it was a good call for the team, by the record that stands."""

    def __init__(self, **options):
        super().__init__(GoodFit.choices(), allow_blank=True, read_only=True, **options)

    def to_representation(self, value):
        answers = value.scenes[0].answers if value.scenes else {}
        return answers.get(SceneField.GOOD_FIT, "")


def standing_for(user) -> Prefetch:
    """For a queryset of assignments: what the caller may see of their scenes, as `scenes`."""
    kept = access.scene_records_for(user).select_related("form").prefetch_related("people", "supplies")
    return Prefetch("scene_records", queryset=kept, to_attr="scenes")
