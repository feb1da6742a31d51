"""PINs that are set, and what somebody types to open a tablet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import access
from ...log import Refused
from . import Letter

RUN = "0123456789" * 2
DIGITS = _("A PIN is 4 to 8 digits.")


def a_pin(**options):
    keys = {"inputmode": "numeric", "autocomplete": "new-password", "maxlength": 8}
    return forms.RegexField(
        r"^[0-9]{4,8}$",
        widget=forms.PasswordInput(attrs=keys),
        strip=True,
        error_messages={"required": DIGITS, "invalid": DIGITS},
        **options,
    )


class SetPin(Letter):
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Give your password, so that nobody else sets your PIN.")},
    )
    pin = a_pin(label=_("New PIN"))
    again = a_pin(label=_("New PIN once more"))
    duress_pin = a_pin(label=_("Duress PIN (optional)"), required=False)

    def __init__(self, *args, is_theirs, **kwargs):
        """`is_theirs(password)` says whether it is right, or raises Refused."""
        super().__init__(*args, **kwargs)
        self._is_theirs = is_theirs

    def clean_password(self) -> str:
        try:
            right = self._is_theirs(self.cleaned_data["password"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if not right:
            raise forms.ValidationError(_("That is not your password."))
        return ""  # nobody needs it after this

    def clean_pin(self) -> str:
        return hard_to_guess(self.cleaned_data["pin"])

    def clean_duress_pin(self) -> str:
        return hard_to_guess(self.cleaned_data["duress_pin"])

    def clean(self) -> dict:
        told = super().clean()
        pin, again, duress = (told.get(name) for name in ("pin", "again", "duress_pin"))
        if pin and again and pin != again:
            self.add_error("again", _("The two PINs are not the same."))
        if pin and duress and too_close(pin, duress):
            self.add_error(
                "duress_pin",
                _("The duress PIN is too close to your PIN: change two digits or more, and do not only swap them."),
            )
        return told


class Unlock(Letter):
    """By PIN or by password, as one of those who may open this tablet."""

    person = forms.ModelChoiceField(
        queryset=None,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"),
            _("That person is not aboard your unit any more. Whoever is not aboard signs in instead."),
        ),
    )
    pin = forms.CharField(required=False, max_length=32)
    password = forms.CharField(required=False, strip=False, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = access.openers_of(self.by)

    def clean(self) -> dict:
        told = super().clean()
        if not told.get("pin") and not told.get("password"):
            raise forms.ValidationError(_("Type your PIN."))
        return told


class UnlockedOffline(Letter):
    """What the tablet kept of the PIN that opened it; see proof.mark."""

    mark = forms.RegexField(
        r"^[0-9a-f]{96}$", error_messages=dict.fromkeys(("required", "invalid"), _("This mark cannot be read."))
    )


def hard_to_guess(pin: str) -> str:
    """Not 1111, 1212, 1234 or 4321: the first that anybody tries."""
    repeats = any(pin == pin[:part] * (len(pin) // part) for part in range(1, len(pin) // 2 + 1) if not len(pin) % part)
    if pin and (repeats or pin in RUN or pin in RUN[::-1]):
        raise forms.ValidationError(_("That PIN is too easy to guess. Take no row and no repetition of digits."))
    return pin


def too_close(one: str, other: str) -> bool:
    """A slip of the finger must not turn one into the other: one digit wrong, too many or missing, or two swapped."""
    if sorted(one) == sorted(other):
        return True
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) < 2
    shorter, longer = sorted((one, other), key=len)
    return any(shorter == longer[:place] + longer[place + 1 :] for place in range(len(longer)))
