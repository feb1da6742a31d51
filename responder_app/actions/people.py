"""Accounts and machine tokens."""

import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import access
from ..log import Refused, action, record
from ..models import Agency, Event, MachineToken, Shift, User
from ..words import DESK_ROLES, CodeList, Language, Profession, Role
from .practice_ground import refuse_at_practice

PEOPLE = (Role.RESPONDER, *DESK_ROLES, Role.MANAGER)


@action(Role.ADMINISTRATOR)
def add_person(*, username, role, password=None, first_name="", last_name="", by, id, occurred_at) -> Event:
    """Open an account; without a password nobody can sign in to it. Raises Refused for a name that
    is taken or a weak password, and at practice."""
    refuse_at_practice(by, _("In training nobody is added: everybody has an account here by their own."))
    if User.objects.filter(username=username).exists():
        raise Refused(_("There is an account called {username} already.").format(username=username))
    person = User(
        username=username, role=Role(role), first_name=first_name, last_name=last_name, agency_id=by.agency_id
    )
    try:
        if password:
            validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    person.set_password(password)
    person.save()
    return record("person.added", person=person.pk, role=str(role))


@action(*PEOPLE)
def change_person(
    *, person, skills=None, languages=None, language=None, profession=None, group=None, by, id, occurred_at
) -> Event:
    """What somebody can do and speaks, and what the interface speaks to them; None leaves as it is.

    `skills`, `languages`: codes of the agency's lists; `language`: one of words.Language, or "" for the browser's.
    `group`: of call takers, for the digest, "" for none; the line tells it, for a month that is over stays as it was.
    Raises Refused for somebody else's details, a profession or a group, unless it is an administrator or the program,
    and for codes that no list has.
    """
    sets_all = isinstance(by, Agency) or by.role == Role.ADMINISTRATOR
    if not sets_all and by.pk != person.pk:
        raise Refused(_("Only an administrator changes somebody else's details."))
    if not sets_all and profession is not None:
        raise Refused(_("An administrator sets the profession."))
    if not sets_all and group is not None:
        raise Refused(_("An administrator sets the group."))
    told = {"skills": skills, "languages": languages, "language": language, "profession": profession}
    told |= {"group": None if group is None else " ".join(group.split())}
    told = {name: value for name, value in told.items() if value is not None}
    person.refresh_from_db()
    _check(person, told)
    for name, value in told.items():
        setattr(person, name, value)
    person.save(update_fields=sorted(told))
    aboard = Shift.objects.running().filter(person=person).values_list("pk", flat=True)
    grouped = {"group": told["group"]} if "group" in told else {}
    return record("person.changed", shifts=aboard, person=person.pk, changed=sorted(told), **grouped)


def _check(person: User, told: dict) -> None:
    lists = {"skills": CodeList.SKILLS, "languages": CodeList.LANGUAGES}
    for name in sorted(lists.keys() & told.keys()):
        entries = access.list_entries_for(person).filter(list=lists[name])
        known = {*entries.values_list("code", flat=True), *getattr(person, name)}
        if strange := sorted(set(told[name]) - known):
            raise Refused(_("That is not in the agency's list: {codes}.").format(codes=", ".join(strange)))
    if told.get("language") and told["language"] not in set(Language):
        raise Refused(_("The interface speaks English and Spanish."))
    if "profession" in told and told["profession"] not in set(Profession):
        raise Refused(_("That is no profession of the list."))
    if len(told.get("group", "")) > 40:
        raise Refused(_("A group's name has at most 40 characters."))


@action(Role.ADMINISTRATOR)
def create_token(*, name, digest, by, id, occurred_at) -> Event:
    """Let a machine in under `name`; `digest` is digest_of() of the token that new_token() made.

    Raises Refused where a live token has that name, and at practice: no machine is told of it, or tells it anything.
    """
    refuse_at_practice(by, _("No machine comes into training."))
    if MachineToken.objects.filter(agency_id=by.agency_id, name=name, revoked_at=None).exists():
        raise Refused(_("There is a live token called {name}. Revoke it first.").format(name=name))
    client = User(username=f"machine-{id}", first_name=name, role=Role.MACHINE, agency_id=by.agency_id)
    client.set_unusable_password()
    client.save()
    MachineToken.objects.create(agency_id=by.agency_id, client=client, name=name, digest=digest, created_at=occurred_at)
    return record("token.created", client=client.pk)


@action(Role.ADMINISTRATOR)
def revoke_token(*, name, by, id, occurred_at) -> Event:
    """The machine is out, its sockets within 30 seconds. Raises Refused where no live token has that name."""
    token = MachineToken.objects.filter(agency_id=by.agency_id, name=name, revoked_at=None).first()
    if token is None:
        raise Refused(_("There is no live token called {name}.").format(name=name))
    token.revoked_at = occurred_at
    token.save(update_fields=["revoked_at"])
    return record("token.revoked", client=token.client_id)


def new_token() -> str:
    """A token to print once: 256 bits behind a prefix that secret scanners can find."""
    return f"resp_{secrets.token_urlsafe(32)}"


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
