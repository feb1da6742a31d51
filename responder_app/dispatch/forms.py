"""What the desk types: checked here, with a sentence at the field."""

from django import forms

from .. import access, words


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


class OverrideForm(TapForm):
    """What stands in place of what the rules say; the action insists on a reason."""

    result = forms.ChoiceField(
        label="What stands instead",
        choices=[("", "Choose"), *words.ScreeningResult.choices()],
        error_messages={"required": "Say what stands instead."},
    )
    reason = forms.ChoiceField(label="Why", required=False, choices=[("", "Choose"), *words.OverrideReason.choices()])
    note = forms.CharField(label="In a few words", required=False, max_length=300)


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
