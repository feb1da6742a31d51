"""What is typed about a caller: passed on, helped by phone, asked about."""

from django import forms

from .. import access, words
from .forms import CallSignField, TapForm

CHOOSE = ("", "Choose")
LATER = (("", "None"), ("1", "In 1 hour"), ("4", "In 4 hours"), ("24", "Tomorrow, this time"), ("168", "In 7 days"))
ON_SCENE = (words.Party.POLICE, words.Party.EMS, words.Party.OTHER)


def _words(label: str, chosen: str, *, required=True, words=()) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=required,
        choices=[CHOOSE, *words],
        error_messages={"required": chosen, "invalid_choice": chosen},
    )


def _text(label: str, most: int, rows: int = 2) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=False, widget=area)


class OfferForm(TapForm):
    """To any party but one's own."""

    to_party = _words("Pass on to", "Say whom the caller is passed on to.")
    reason = _words("Because", "Say why.", words=words.TransferReason.choices())
    note = forms.CharField(label="To know", max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = words.PARTY_OF.get(self.user.role)
        self.fields["to_party"].choices = [
            CHOOSE,
            *((code, name) for code, name in words.Party.choices() if code != own),
        ]


class ReceiveForm(TapForm):
    """A caller who came from outside, however that went."""

    from_party = _words(
        "Came from",
        "Say where the caller came from.",
        words=[(code, name) for code, name in words.Party.choices() if code not in words.INSIDE],
    )
    reason = _words("Because", "Say why.", words=words.TransferReason.choices())
    end = forms.ChoiceField(
        label="And",
        choices=[(each.value, each.label) for each in (words.TransferEnd.ACCEPTED, words.TransferEnd.DROPPED)],
    )


class AcceptForm(TapForm):
    """Somebody outside has the caller; by `ends` the call ends here, with what went instead."""

    ends = forms.BooleanField(required=False)
    reason = _words("Why no team went", "", required=False, words=words.UnservedReason.choices())
    sent_instead = _words("What went instead", "", required=False, words=words.SentInstead.choices())

    def clean(self):
        told = super().clean()
        if told.get("ends") and not told.get("sent_instead"):
            self.add_error("sent_instead", "Say what went instead; “Nobody” is an answer too.")
        return told

    @property
    def said(self) -> dict:
        told = super().said
        return {name: told[name] if told["ends"] else "" for name in ("reason", "sent_instead")}


class DeclineForm(TapForm):
    reason = _words("Why not", "Say why the caller was not taken.", words=words.TransferReason.choices())


class PhoneForm(TapForm):
    """How it ended by phone. Information alone has a form of its own, for it does not count as served."""

    outcome = _words(
        "Outcome",
        "Say how it ended.",
        words=[(each.value, each.label) for each in words.PhoneOutcome if each != words.PhoneOutcome.INFORMATION],
    )
    summary = _text("What was done", 500)
    safety_plan = _text("Safety plan", 4000, rows=4)
    follow_up_in = forms.TypedChoiceField(
        label="Follow-up", required=False, choices=LATER, coerce=int, empty_value=None
    )
    follow_up = forms.CharField(label="What is to be done", max_length=300, required=False, initial="Ring back.")

    @property
    def said(self) -> dict:
        """Who hung up was not served: the person has left, and nobody went."""
        told = super().said
        if told["outcome"] != words.PhoneOutcome.HUNG_UP:
            return told
        return told | {"reason": words.UnservedReason.PERSON_LEFT, "sent_instead": words.SentInstead.NOBODY}


class InformationForm(TapForm):
    summary = _text("What was told", 500)
    reason = _words("Why no team went", "", required=False, words=words.UnservedReason.choices())
    sent_instead = forms.ChoiceField(
        label="What went instead", required=False, choices=words.SentInstead.choices(), initial=words.SentInstead.PHONE
    )

    def clean_sent_instead(self):
        return self.cleaned_data["sent_instead"] or words.SentInstead.PHONE.value


class ConsultForm(TapForm):
    question = forms.CharField(
        label="Ask the clinician", max_length=300, error_messages={"required": "Say what you want to know."}
    )


class AnswerForm(TapForm):
    answer = _words("Answer", "Agree, or say otherwise.", words=words.ConsultAnswer.choices())
    advised = _words("Should be", "", required=False, words=words.ScreeningResult.choices())
    note = forms.CharField(label="Why", max_length=300, required=False)


class StartTelehealthForm(TapForm):
    """The call, by its number, and the crew, by its call sign, where there are such."""

    asked_by = forms.ChoiceField(
        label="Who is on scene",
        choices=[(each.value, "Our crew, or others" if each == words.Party.OTHER else each.label) for each in ON_SCENE],
    )
    mode = forms.ChoiceField(label="By", choices=words.TelehealthMode.choices())
    incident = forms.CharField(label="Call", max_length=12, required=False)
    unit = CallSignField(label="Unit", required=False)

    def clean_incident(self):
        typed = self.cleaned_data["incident"].strip().lstrip("#")
        if not typed:
            return None
        known = access.incidents_for(self.user)
        number = int(typed) if typed.isdecimal() and int(typed) < 2**31 else 0
        if found := known.filter(number=number).first():
            return found
        raise forms.ValidationError(f"There is no call {typed}.")

    def clean_unit(self):
        return self.fields["unit"].find(self.user, self.cleaned_data["unit"])


class EndTelehealthForm(TapForm):
    outcome = _words("Came to", "Say what came of it.", words=words.TelehealthOutcome.choices())
    note = _text("Clinical note", 4000)


class DoneForm(TapForm):
    """How it went, or why it is given up."""

    outcome = forms.CharField(max_length=300, error_messages={"required": "Say it in a few words."})
