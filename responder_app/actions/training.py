"""Practice: an agency of its own, in which everybody has an account of their own, so that every rule of access holds by
itself and nothing that is practised can be seen, told or counted outside."""

from uuid import uuid5

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, Event, LogHead, Shift, User
from ..words import Role
from .practice_ground import clear, furnish

CHIEFS = (Role.MANAGER, Role.ADMINISTRATOR)
PEOPLE = tuple(role for role in Role if role != Role.MACHINE)
AS_THE_OWNER = ("first_name", "last_name", "role", "profession", "skills", "languages", "language", "group")


@action(*CHIEFS)
def open_training(*, by, id, occurred_at) -> Event:
    """Open the practice ground, furnished like the agency is today; one that is open becomes like it again, and what
    was practised stays. Raises Refused inside it."""
    agency = Agency.objects.get(pk=by.agency_id)
    if agency.is_practice:
        raise Refused(_("This is the practice ground. Leave training first."))
    ground = _ground_of(agency)
    begins = ground is None
    if begins:
        ground = Agency.objects.create(name=f"TRAINING {agency.name}"[:120], training_of=agency)
        LogHead.objects.create(agency=ground)
        _found(by=ground, id=uuid5(id, "founded"), occurred_at=occurred_at)
    furnish(ground, agency, occurred_at)
    _tell_opened(by=ground, id=id, occurred_at=occurred_at)
    return record("training.opened", begins=begins)


@action(*CHIEFS)
def empty_training(*, by, id, occurred_at) -> Event:
    """Remove everything that was practised, from outside or inside; the accounts and the furniture stay.

    Raises Refused where there is no practice ground.
    """
    agency = Agency.objects.get(pk=by.agency_id)
    ground = agency if agency.is_practice else _ground_of(agency)
    if ground is None:
        raise Refused(_("Your program has no practice ground yet."))
    clear(ground)
    if ground != agency:
        _tell_emptied(by=ground, id=id, occurred_at=occurred_at)
    return record("training.emptied")


@action(*PEOPLE)
def enter_training(*, by, id, occurred_at) -> Event:
    """Go to practise, with the account there that is made on first use and follows one's own: role, name, skills, PIN.

    Raises Refused where there is no practice ground, inside it, and on duty.
    """
    agency = Agency.objects.get(pk=by.agency_id)
    if agency.is_practice:
        raise Refused(_("You are in training already."))
    ground = _ground_of(agency)
    if ground is None:
        raise Refused(_("Your program has no practice ground yet. A manager or an administrator opens it."))
    if shift := Shift.objects.running().filter(person=by).select_related("unit").first():
        raise Refused(_("You are on duty on {unit}. Sign off first, then practise.").format(unit=shift.unit))
    owner = User.objects.select_related("trains_as").get(pk=by.pk)
    owner.trains_as = _account_in(ground, owner)
    owner.training_since = owner.training_since or occurred_at
    owner.save(update_fields=["trains_as", "training_since"])
    return record("training.entered", person=by.pk)


@action(*PEOPLE)
def leave_training(*, by, id, occurred_at) -> Event:
    """Come back; `by` is the own account. All that is open of its account for practice ends, on every device.

    Raises Refused for who is not at practice.
    """
    owner = User.objects.get(pk=by.pk)
    if owner.training_since is None:
        raise Refused(_("You are not in training."))
    owner.training_since = None
    owner.save(update_fields=["training_since"])
    return record("training.left", person=by.pk)


def _ground_of(agency: Agency) -> Agency | None:
    return Agency.objects.filter(training_of=agency).first()


def _account_in(ground: Agency, owner: User) -> User:
    """Nobody signs in to it directly: it has no password, and stands only while its owner's does."""
    account = owner.trains_as
    if account is None:
        account = User(username=f"practice-{owner.pk}", agency=ground)
        account.set_unusable_password()
    for name in AS_THE_OWNER:
        setattr(account, name, getattr(owner, name))
    if owner.pin:
        account.pin, account.duress_pin = owner.pin, owner.duress_pin
    account.save()
    return account


@action()
def _found(*, by, id, occurred_at) -> Event:
    return record("agency.founded")


@action()
def _tell_opened(*, by, id, occurred_at) -> Event:
    return record("training.opened")


@action()
def _tell_emptied(*, by, id, occurred_at) -> Event:
    return record("training.emptied")
