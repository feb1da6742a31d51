"""Who else goes to a call: what the desk types, and what its page shows."""

from django import forms

from .. import words
from ..reports import going
from .forms import TapForm

STAGES = (
    words.SupportStage.EN_ROUTE,
    words.SupportStage.ON_SCENE,
    words.SupportStage.DONE,
    words.SupportStage.CANCELLED,
)


def minutes_to_come() -> forms.IntegerField:
    return forms.IntegerField(
        label="Minutes",
        required=False,
        min_value=0,
        max_value=1440,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "In how many minutes do they come? Write it like 7."
        ),
    )


class SendForm(TapForm):
    kind = forms.ChoiceField(choices=words.SupportKind.choices(), error_messages={"required": "Who goes?"})
    instead = forms.BooleanField(required=False)
    reason = forms.CharField(max_length=300, required=False)
    eta_minutes = minutes_to_come()


class StageForm(TapForm):
    stage = forms.ChoiceField(required=False, choices=[(stage.value, stage.english) for stage in STAGES])
    eta_minutes = minutes_to_come()


def panel(incident) -> dict:
    """Who goes, and those of every kind who do not go yet."""
    supports = going.supports_for(incident)
    there = {support.kind for support in supports if support.incident_id == incident.pk}
    return {"supports": supports, "support_kinds": [kind for kind in words.SupportKind if kind not in there]}
