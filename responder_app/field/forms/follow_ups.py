"""What is to be done later, by when, and whose it is."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import access
from . import Letter

HOURS = [("24", _("In 24 hours")), ("48", _("In 48 hours")), ("168", _("In 7 days")), ("720", _("In 30 days"))]
AT = "at"
ME, ANYBODY = "me", "anybody"


class Plan(Letter):
    """`about`, of blank(), is the assignment: its crew is offered first; a late letter may name any responder."""

    what = forms.CharField(
        label=_("What is to be done"),
        max_length=300,
        error_messages={
            "required": _("Say what is to be done."),
            "max_length": _("Say it in 300 characters."),
        },
    )
    due = forms.ChoiceField(
        choices=[*HOURS, (AT, _("On a day and time"))],
        initial="24",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Say when it is due.")),
    )
    due_at = forms.DateTimeField(
        label=_("Day and time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": _("That is not a day and time.")},
    )
    owner = forms.ChoiceField(
        initial=ME,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Say whose it is.")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.people = {str(person.pk): person for person in access.colleagues_for(self.by)}
            self._offer(self.people.values())

    @classmethod
    def blank(cls, by, about=None):
        sheet = super().blank(by, about)
        sheet.initial["due"] = str(access.agency_of(by).follow_up_hours)
        shifts = about.crew.select_related("person") if about else []
        sheet._offer({shift.person for shift in shifts} - {by})
        return sheet

    def clean(self):
        told = super().clean()
        due, written = told.pop("due", None), told.get("occurred_at")
        if due == AT and written and "due_at" not in self.errors:
            told["due_at"] = self._local(told["due_at"], written)
        elif due and due != AT and written:
            told["due_at"] = written + timedelta(hours=int(due))
        told["owner"] = self.by if told.get("owner") == ME else self.people.get(told.get("owner"))
        return told

    def _offer(self, people) -> None:
        named = [(str(person.pk), str(person)) for person in sorted(people, key=str)]
        self.fields["owner"].choices = [(ME, _("Me")), (ANYBODY, _("Anybody of the program")), *named]

    def _local(self, at, written):
        """As the agency's clock says it; a time that is past is none to do something at."""
        if at is None:
            self.add_error("due_at", _("Say the day and time."))
            return None
        moment = at.replace(tzinfo=ZoneInfo(access.agency_of(self.by).time_zone))
        if moment <= written:
            self.add_error("due_at", _("That time is past."))
        return moment


class Outcome(Letter):
    outcome = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        error_messages={
            "required": _("Say it in a few words."),
            "max_length": _("Say it in 300 characters."),
        },
    )
