"""How the desk ends a call, and takes that back: what is typed, and what the call's page offers."""

from django import forms

from .. import access, words
from ..actions.intake import WITHOUT_TEAM
from ..reports import coverage
from .forms import TapForm

REASONS = [("", "Choose"), *words.UnservedReason.choices()]
INSTEAD = [("", "Choose"), *words.SentInstead.choices()]


def why(label: str, sentence: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": sentence},
    )


class CallNumberField(forms.CharField):
    """Another call, typed by its running number or the dispatch center's."""

    default_error_messages = {"required": "Which call? Type its number."}

    def __init__(self, **kwargs):
        super().__init__(max_length=80, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}

    def find(self, user, typed: str):
        number, mine = typed.lstrip("#"), access.incidents_for(user)
        if number.isdecimal() and int(number) < 2**31 and (found := mine.filter(number=int(number)).first()):
            return found
        if found := mine.filter(external_id=typed).first():
            return found
        raise forms.ValidationError(f"There is no call {typed}.")


class CloseForm(TapForm):
    """An eligible call says why no team went; the action insists on it."""

    ending = forms.ChoiceField(
        label="How it ended",
        required=False,
        choices=[(ending.value, ending.english) for ending in WITHOUT_TEAM],
        widget=forms.RadioSelect,
        initial=words.Ending.NO_TEAM,
    )
    reason = forms.ChoiceField(label="Why no team went", required=False, choices=REASONS)
    sent_instead = forms.ChoiceField(
        label="What went instead",
        choices=INSTEAD,
        error_messages={"required": "Say what went instead; “Nobody” is an answer too."},
    )
    note = forms.CharField(label="In a few words", max_length=300, required=False)

    def clean_ending(self):
        return self.cleaned_data["ending"] or words.Ending.NO_TEAM.value


class LinkForm(TapForm):
    other = CallNumberField(label="Number of the other call")

    def clean_other(self):
        return self.fields["other"].find(self.user, self.cleaned_data["other"])


class VoidForm(TapForm):
    reason = why("Why it is void", "Say why the call is void.")


class ReopenForm(TapForm):
    reason = why("Why it is opened again", "Say why the call is opened again.")


class PriorityForm(TapForm):
    priority = forms.TypedChoiceField(
        coerce=int,
        choices=[(number, str(number)) for number in range(1, 6)],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "A priority is from 1, most urgent, to 5."),
    )
    reason = why("Why", "Say why the priority changes.")


class HandOverForm(TapForm):
    """Somebody else instead of the team, in one go."""

    kind = forms.ChoiceField(
        label="Who takes it", choices=words.SupportKind.choices(), initial=words.SupportKind.POLICE
    )
    reason = why("What happened, for the crew and the record", "Say why somebody else takes the call.")
    unserved_reason = forms.ChoiceField(label="Why no team", required=False, choices=REASONS)
    close = forms.BooleanField(label="And close the call", required=False, initial=True)


def panel(user, incident, going) -> dict:
    """What a call's page offers; the reason of the hour or the place, and who went instead, are filled in."""
    instead = next((support.kind for support in going if support.instead), "")
    by_itself = coverage.reason_of(incident)
    reasons = words.Coverage(incident.coverage).label if by_itself else ""
    return {
        "close_form": CloseForm(
            user=user, auto_id="end-%s", initial={"reason": by_itself, "sent_instead": instead, "ending": "no_team"}
        ),
        "reason_by_itself": reasons,
        "hand_over_form": HandOverForm(user=user, auto_id="over-%s"),
        "priority_form": PriorityForm(user=user, auto_id="priority-%s", initial={"priority": incident.priority}),
        "linked": access.incidents_for(user).filter(duplicate_of=incident).order_by("number"),
    }
