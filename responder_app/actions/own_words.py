"""What the agency calls things, and how it works: its administrator's to say."""

import hashlib
import json

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, Event
from ..words import OUTCOMES, IntakeChannel, Role, Term

LONGEST = 60
FOLLOW_UPS = (24, 48, 168, 720)


@action(Role.ADMINISTRATOR)
def set_terms(*, terms: dict, outcome_names: dict, follows="", by, id, occurred_at) -> Event:
    """The agency's own names by words.Term and by the code of an outcome; what is empty or left out is standard again.

    `follows`: the mark_of() the words that these were written over. Raises Refused where somebody has changed them
    meanwhile, for what nobody can name, a name over 60 characters, and two outcomes that would read alike.
    """
    agency = Agency.objects.get(pk=by.agency_id)
    if follows and follows != mark_of(agency):
        raise Refused(_("Somebody else has changed the words meanwhile. Save again to write yours over them."))
    terms, outcome_names = _cleaned(terms), _cleaned(outcome_names)
    _must_be_known(terms, {word.value for word in Term})
    _must_be_known(outcome_names, {word.value for kind in OUTCOMES for word in kind})
    _must_be_short([*terms.values(), *outcome_names.values()])
    for kind in OUTCOMES:
        _must_differ([outcome_names.get(word.value, word.english) for word in kind])
    changed = {"terms": _changed(agency.terms, terms), "outcomes": _changed(agency.outcome_names, outcome_names)}
    agency.terms, agency.outcome_names = terms, outcome_names
    agency.save(update_fields=["terms", "outcome_names"])
    return record("agency.changed", **changed)


@action(Role.ADMINISTRATOR)
def set_practice(*, channels: list, follow_up_hours: int, by, id, occurred_at) -> Event:
    """The ways by which calls come in (words.IntakeChannel; none: all), and when a follow-up is due unless said
    otherwise: in 24, 48, 168 or 720 hours. Raises Refused for others."""
    if strange := sorted(set(channels) - set(IntakeChannel)):
        raise Refused(_("No call comes in that way: {what}.").format(what=", ".join(strange)))
    if follow_up_hours not in FOLLOW_UPS:
        raise Refused(_("A follow-up is due in 24 or 48 hours, 7 days or 30 days, unless its crew says otherwise."))
    agency = Agency.objects.get(pk=by.agency_id)
    agency.channels = [channel.value for channel in IntakeChannel if channel in set(channels)]
    agency.follow_up_hours = follow_up_hours
    agency.save(update_fields=["channels", "follow_up_hours"])
    return record("agency.changed", channels=agency.channels, follow_up_hours=follow_up_hours)


def mark_of(agency: Agency) -> str:
    """Changes whenever a word of the agency does."""
    told = json.dumps([agency.terms, agency.outcome_names], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _cleaned(names: dict) -> dict[str, str]:
    """Without what is empty, and each on one line."""
    written = {str(code): " ".join(str(name or "").split()) for code, name in names.items()}
    return {code: name for code, name in written.items() if name}


def _changed(before: dict, after: dict) -> list[str]:
    return sorted(code for code in {*before, *after} if before.get(code) != after.get(code))


def _must_be_known(names: dict, codes: set[str]) -> None:
    if strange := sorted(set(names) - codes):
        raise Refused(_("Nothing here is called {what}.").format(what=", ".join(strange)))


def _must_be_short(names: list[str]) -> None:
    for name in names:
        if len(name) > LONGEST:
            said = _("“{name}…” is too long: 60 characters at most, or buttons and headings break.")
            raise Refused(said.format(name=name[:20]))


def _must_differ(names: list[str]) -> None:
    """By what a crew reads: two that look alike cannot be told apart on the form."""
    seen: dict[str, str] = {}
    for name in names:
        if (alike := name.casefold()) in seen:
            raise Refused(_("Two outcomes would both be called “{name}”: nobody could choose.").format(name=name))
        seen[alike] = name
