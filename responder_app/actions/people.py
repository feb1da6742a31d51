"""Accounts and machine tokens."""

import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from ..log import Refused, action, record
from ..models import Event, MachineToken, User
from ..words import Role


@action(Role.ADMINISTRATOR)
def add_person(*, username, role, password=None, first_name="", last_name="", by, id, occurred_at) -> Event:
    """Open an account; without a password nobody can sign in to it. Raises Refused for a name that
    is taken or a weak password."""
    if User.objects.filter(username=username).exists():
        raise Refused(f"There is an account called {username} already.")
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


@action(Role.ADMINISTRATOR)
def create_token(*, name, digest, by, id, occurred_at) -> Event:
    """Let a machine in under `name`; `digest` is digest_of() of the token that new_token() made.

    Raises Refused where a live token has that name.
    """
    if MachineToken.objects.filter(agency_id=by.agency_id, name=name, revoked_at=None).exists():
        raise Refused(f"There is a live token called {name}. Revoke it first.")
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
        raise Refused(f"There is no live token called {name}.")
    token.revoked_at = occurred_at
    token.save(update_fields=["revoked_at"])
    return record("token.revoked", client=token.client_id)


def new_token() -> str:
    """A token to print once: 256 bits behind a prefix that secret scanners can find."""
    return f"resp_{secrets.token_urlsafe(32)}"


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
