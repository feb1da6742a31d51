"""What the desk types of a new call: checked here, with a sentence at the field."""

from uuid import uuid4

from django import forms
from django.utils import timezone

from .. import access, words
from .forms import CallSignField
from .screening import NO_CHANGE, ScreeningFields, Verdict

DEFAULT = ("", "By type")
NOT_OF_THE_CALL = ("screening_", "override_", "rules_", "unit")
# Where a call comes in, and who sends, where nobody says otherwise.
HABITS = {
    words.Role.CLINICIAN: (words.IntakeChannel.EMBEDDED_CLINICIAN, words.DispatchOwner.CLINICIAN),
    words.Role.HOTLINE: (words.IntakeChannel.PROGRAM_LINE, words.DispatchOwner.HOTLINE),
}
NOT_EXACT = (words.LocationPrecision.APPROXIMATE, words.LocationPrecision.UNKNOWN)
HABIT = (words.IntakeChannel.CALL_TAKER, words.DispatchOwner.DISPATCHER)


class CallTypeField(forms.CharField):
    """A call type in force, by its code, its name, or both as the list offers them."""

    default_error_messages = {"required": "What kind of call is it?"}

    def __init__(self, **kwargs):
        super().__init__(max_length=170, **kwargs)
        self.widget.attrs |= {"list": "call-types", "autocomplete": "off", "autofocus": True, "data-decides": True}

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


class OverrideFields(forms.Form):
    """What stands in place of what the rules say; without a reason nothing does."""

    override_result = forms.ChoiceField(
        label="What stands instead", required=False, choices=[NO_CHANGE, *words.ScreeningResult.choices()]
    )
    override_reason = forms.ChoiceField(
        label="Why", required=False, choices=[("", "Choose"), *words.OverrideReason.choices()]
    )
    override_note = forms.CharField(label="In a few words", required=False, max_length=300)

    def clean(self):
        told = super().clean()
        result, reason = told.get("override_result"), told.get("override_reason")
        if result and not reason and "override_reason" not in self.errors:
            self.add_error("override_reason", "Say why the rules are overridden.")
        if reason and not result and "override_result" not in self.errors:
            self.add_error("override_result", "Say what stands instead.")
        if reason == words.OverrideReason.OTHER and not told.get("override_note"):
            self.add_error("override_note", "Say in a few words what the other reason is.")
        return told


class NewCallForm(OverrideFields, ScreeningFields):
    """A call typed at the desk. Only its type has to be known: 988 and anonymous callers give no place."""

    call_type = CallTypeField(label="Call type")
    address = forms.CharField(label="Address or place", max_length=200, required=False)
    precision = forms.ChoiceField(
        label="The place is",
        required=False,
        choices=[("", "Exact"), *((each.value, each.english) for each in NOT_EXACT)],
    )
    place_note = forms.CharField(label="Entry and place", max_length=300, required=False)
    summary = forms.CharField(
        label="What was told", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    callback_number = forms.CharField(
        label="Call-back number", max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    caller_name = forms.CharField(label="Caller's name", max_length=120, required=False)
    caller_anonymous = forms.BooleanField(label="Stays anonymous", required=False)
    caller_relation = forms.ChoiceField(
        label="Caller is", choices=words.CallerRelation.choices(), initial=words.CallerRelation.UNKNOWN
    )
    caller_language = forms.ChoiceField(label="Language", required=False)
    priority = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=[DEFAULT, *((n, str(n)) for n in range(1, 6))]
    )
    intake_channel = forms.ChoiceField(label="Came in through", widget=forms.Select(attrs={"data-decides": True}))
    dispatch_owner = forms.ChoiceField(label="Sent by", choices=words.DispatchOwner.choices())
    external_id = forms.CharField(label="Dispatch center's number", max_length=80, required=False)
    latitude = forms.DecimalField(required=False, min_value=-90, max_value=90, max_digits=9, decimal_places=6)
    longitude = forms.DecimalField(required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6)
    unit = CallSignField(label="Assign to", required=False)

    def __init__(self, *args, user, **kwargs):
        now, agency = timezone.now(), access.agency_of(user)
        channel, owner = HABITS.get(user.role, HABIT)
        every = words.IntakeChannel.choices()
        offered = [(code, label) for code, label in every if code in agency.channels] or every
        if channel not in dict(offered):
            channel = offered[0][0]
        kwargs.setdefault("initial", {"id": uuid4(), "intake_channel": channel, "dispatch_owner": owner})
        super().__init__(*args, user=user, **kwargs)
        self.call_types = list(access.call_types_in_force(user, now))
        self.fields["intake_channel"].choices = offered
        spoken = access.entries_for(user, words.CodeList.LANGUAGES, now)
        self.fields["caller_language"].choices = [("", "Not asked"), *((each.code, each.label) for each in spoken)]

    def clean(self):
        told = super().clean()
        self._find_type(told)
        if (told.get("latitude") is None) != (told.get("longitude") is None):
            self.add_error("longitude", "A place on the map needs both latitude and longitude.")
        if self.data.get("do") == "assign" and not told.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "Which unit? Type its call sign, or only save.")
        return told

    def _find_type(self, told: dict) -> None:
        """Among what is offered for the channel; a type of another channel is named as such."""
        typed, channel = told.get("call_type"), told.get("intake_channel")
        if not typed or not channel:
            return
        try:
            told["call_type"] = self.fields["call_type"].find(offered_through(channel, self.call_types), typed)
        except forms.ValidationError as error:
            self.add_error("call_type", self._known_elsewhere(typed) or error)

    def _known_elsewhere(self, typed: str) -> str:
        try:
            found = self.fields["call_type"].find(self.call_types, typed)
        except forms.ValidationError:
            return ""
        channel = words.IntakeChannel(self.cleaned_data["intake_channel"]).label
        return (
            f"“{found.label}” is not a type for calls through “{channel}”. Choose another, or change where it came in."
        )

    def clean_unit(self):
        return self.fields["unit"].find(self.user, self.cleaned_data["unit"])

    def clean_external_id(self):
        return self.cleaned_data["external_id"] or None

    @property
    def verdict(self) -> Verdict:
        """What the rules say of what is typed so far, finished or not."""
        channel = self["intake_channel"].value() or ""
        try:
            found = self.fields["call_type"].find(self.call_types, self["call_type"].value() or "")
        except forms.ValidationError:
            found = None
        return self.verdict_on(found, channel)

    @property
    def said(self) -> dict:
        """What receive_call is told beside the id."""
        told = {name: value for name, value in super().said.items() if not name.startswith(NOT_OF_THE_CALL)}
        if self.cleaned_data["override_result"]:
            told["result"] = self.cleaned_data["override_result"]
            told |= {name: self.cleaned_data[name] for name in ("override_reason", "override_note")}
        return told | {"screening": self.answers}

    @property
    def on_the_map(self):
        """The fields that are folded away, unless one of them is wrong."""
        return [self["latitude"], self["longitude"]]


def offered_through(channel: str, call_types: list) -> list:
    """A type that names no channel is for all of them."""
    return [each for each in call_types if not each.channels or channel in each.channels]
