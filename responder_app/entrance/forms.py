"""Name and password, and not as often as one likes."""

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from ..actions import guesses


class SignInForm(AuthenticationForm):
    wait = 0  # seconds until the next try is judged

    def clean(self) -> dict:
        if not (self.cleaned_data.get("username") and self.cleaned_data.get("password")):
            return super().clean()
        who = {"name": self.cleaned_data["username"], "address": self.request.META.get("REMOTE_ADDR", "")}
        try:
            guesses.count_guess(**who, at=timezone.now())
        except guesses.TooMany as many:
            self.wait = many.seconds
            raise ValidationError(str(many), code="too_many") from many
        told = super().clean()
        guesses.forget_guesses(**who)
        return told
