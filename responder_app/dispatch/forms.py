"""What the desk types: checked here, with a sentence at the field."""

from uuid import uuid4

from django import forms
from django.utils import timezone

from .. import access, words
from .screening import ScreeningFields

DEFAULT = ("", "By type")


class TapForm(forms.Form):
    """One control: `id` was made when the page was, so that a double tap happens once."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Load the page again, please."})

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    @property
    def said(self) -> dict:
        """What the action is told beside the id."""
        return {name: value for name, value in self.cleaned_data.items() if name != "id"}

    @property
    def sentence(self) -> str:
        return " ".join(error for errors in self.errors.values() for error in errors)


class CallSignField(forms.CharField):
    """A unit, typed or chosen by its call sign."""

    default_error_messages = {"required": "Which unit? Type its call sign."}

    def __init__(self, **kwargs):
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs |= {"list": "free-units", "autocomplete": "off", "autocapitalize": "characters"}

    def find(self, user, typed: str):
        if not typed:
            return None
        unit = access.units_for(user).filter(call_sign__iexact=typed).first()
        if unit is None:
            raise forms.ValidationError(f"There is no unit {typed}.")
        return unit


class AssignForm(TapForm):
    unit = CallSignField()

    def clean_unit(self):
        return self.fields["unit"].find(self.user, self.cleaned_data["unit"])


class EndBackupForm(TapForm):
    result = forms.ChoiceField(choices=words.BackupResult.choices())


class UnderWayForm(TapForm):
    """Empty: on the way, and nobody knows when they are there."""

    minutes = forms.IntegerField(required=False, error_messages={"invalid": "Minutes, like 6; or leave it empty."})


class CloseForm(TapForm):
    """An eligible call says why no team went; the action insists on it."""

    reason = forms.ChoiceField(
        label="Why no team went", required=False, choices=[("", "—"), *words.UnservedReason.choices()]
    )
    sent_instead = forms.ChoiceField(
        label="What went instead",
        choices=[("", "Choose"), *words.SentInstead.choices()],
        error_messages={"required": "Say what went instead; “Nobody” is an answer too."},
    )


class NoteForm(TapForm):
    body = forms.CharField(
        label="Note",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "The note is empty."},
    )


class CallTypeField(forms.CharField):
    """A call type in force, by its code, its name, or both as the list offers them."""

    default_error_messages = {"required": "What kind of call is it?"}

    def __init__(self, **kwargs):
        super().__init__(max_length=170, **kwargs)
        self.widget.attrs |= {"list": "call-types", "autocomplete": "off", "autofocus": True}

    def find(self, call_types, typed: str):
        """By code or name; three letters of it do where they can mean one type only."""
        wanted = typed.casefold()
        for found in call_types:
            if wanted in {found.code.casefold(), found.label.casefold(), f"{found.code} {found.label}".casefold()}:
                return found
        meant = [found for found in call_types if wanted in f"{found.code} {found.label}".casefold()]
        if len(meant) == 1 and len(wanted) >= 3:
            return meant[0]
        if len(meant) > 1:
            some = "”, “".join(found.label for found in meant[:4])
            raise forms.ValidationError(f"“{typed}” can mean “{some}”. Which one?")
        raise forms.ValidationError(f"There is no call type “{typed}”. Type its code or its name.")


class NewCallForm(TapForm, ScreeningFields):
    """A call typed at the desk. Only its type has to be known: 988 and anonymous callers give no place."""

    call_type = CallTypeField(label="Call type")
    address = forms.CharField(label="Address or place", max_length=200, required=False)
    place_note = forms.CharField(label="Entry and place", max_length=300, required=False)
    summary = forms.CharField(
        label="What was told", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    callback_number = forms.CharField(
        label="Call-back number", max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    caller_name = forms.CharField(label="Caller's name", max_length=120, required=False)
    caller_relation = forms.ChoiceField(
        label="Caller is", choices=words.CallerRelation.choices(), initial=words.CallerRelation.UNKNOWN
    )
    priority = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=[DEFAULT, *((n, str(n)) for n in range(1, 6))]
    )
    eligible = forms.TypedChoiceField(
        label="Eligible for a team",
        required=False,
        coerce=lambda said: said == "yes",
        empty_value=None,
        choices=[DEFAULT, ("yes", "Yes"), ("no", "No")],
    )
    intake_channel = forms.ChoiceField(
        label="Came in through", choices=words.IntakeChannel.choices(), initial=words.IntakeChannel.CALL_TAKER
    )
    dispatch_owner = forms.ChoiceField(
        label="Sent by", choices=words.DispatchOwner.choices(), initial=words.DispatchOwner.DISPATCHER
    )
    external_id = forms.CharField(label="Dispatch center's number", max_length=80, required=False)
    latitude = forms.DecimalField(required=False, min_value=-90, max_value=90, max_digits=9, decimal_places=6)
    longitude = forms.DecimalField(required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6)
    unit = CallSignField(label="Assign to", required=False)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"id": uuid4()})
        super().__init__(*args, **kwargs)
        self.call_types = list(access.call_types_in_force(self.user, timezone.now()))

    def clean_call_type(self):
        return self.fields["call_type"].find(self.call_types, self.cleaned_data["call_type"])

    def clean_unit(self):
        return self.fields["unit"].find(self.user, self.cleaned_data["unit"])

    def clean_external_id(self):
        return self.cleaned_data["external_id"] or None

    def clean(self):
        told = super().clean()
        if (told.get("latitude") is None) != (told.get("longitude") is None):
            self.add_error("longitude", "A place on the map needs both latitude and longitude.")
        if self.data.get("do") == "assign" and not told.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "Which unit? Type its call sign, or only save.")
        return told

    @property
    def said(self) -> dict:
        plain = {name: told for name, told in super().said.items() if not name.startswith("screening_")}
        return {name: told for name, told in plain.items() if name != "unit"} | {"screening": self.screening}

    @property
    def on_the_map(self):
        """The fields that are folded away, unless one of them is wrong."""
        return [self["latitude"], self["longitude"]]


class CallListForm(forms.Form):
    """Which calls the long list shows; a number only, for no address belongs into an address bar."""

    STATES = (("open", "Open"), ("closed", "Closed"), ("unserved", "Eligible, no team"), ("all", "All"))

    state = forms.ChoiceField(label="Show", choices=STATES, required=False)
    number = forms.CharField(label="Number", max_length=80, required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def narrow(self, incidents):
        """The calls that are meant; those of the first state where nothing, or nonsense, was asked."""
        asked = self.cleaned_data
        if number := asked.get("number", "").strip().lstrip("#"):
            return _numbered(incidents, number)
        if before := asked.get("before"):
            incidents = incidents.filter(number__lt=before)
        state = asked.get("state") or "open"
        named = {"open": incidents.open, "closed": incidents.closed, "unserved": incidents.eligible_unserved}
        return named.get(state, incidents.all)()


def _numbered(incidents, number: str):
    found = incidents.filter(external_id=number)
    if number.isdecimal() and int(number) < 2**31:
        found = found | incidents.filter(number=int(number))
    return found
