"""Whether it is really them: PINs are hashed and judged here, so that no action and no line of the log meets one."""

import enum
import secrets

from django.contrib.auth.hashers import get_hasher, identify_hasher
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from ..actions import guesses
from ..actions.pins import only_password_helps

SALT = "responder_app.field.proof"
# Ten thousand PINs are soon tried whatever one costs; five tries protect them. The server must not stand still for it.
ROUNDS = 120_000


class Proof(enum.StrEnum):
    RIGHT = "right"
    DURESS = "duress"
    WRONG = "wrong"
    BLOCKED = "blocked"
    NO_PIN = "no_pin"


def of_pin(person, pin: str) -> Proof:
    """What that PIN says. Both hashes are always compared, so that the time it takes does not tell which one it was."""
    if only_password_helps(person):
        return Proof.BLOCKED
    if not person.pin:
        return Proof.NO_PIN
    right = _says(pin, person.pin)
    duress = _says(pin, person.duress_pin or person.pin) and bool(person.duress_pin)
    if right:
        return Proof.RIGHT
    return Proof.DURESS if duress else Proof.WRONG


def of_password(person, password: str, request) -> bool:
    """Whether it is theirs. Raises guesses.TooMany where too many were wrong: at this door and at the sign-in page."""
    account = person.trainee or person  # an account for practice has no password of its own
    who = {"name": account.get_username(), "address": request.META.get("REMOTE_ADDR", "")}
    guesses.count_guess(**who, at=timezone.now())
    right = account.check_password(password)
    if right:
        guesses.forget_guesses(**who)
    return right


def hashed(pin: str, letter, what: str) -> str:
    """To be stored. The salt comes from the letter's number: the same letter sent twice says the same."""
    if not pin:
        return ""
    hasher = get_hasher()
    rounds = {"iterations": ROUNDS} if hasattr(hasher, "iterations") else {}
    return hasher.encode(pin, salted_hmac(SALT, f"{what} {letter}").hexdigest()[:32], **rounds)


def mark(person, proof: Proof) -> str:
    """What a tablet keeps beside its own copy of a PIN and sends with what it did offline. Nobody there can tell
    from it whether that PIN was the duress one."""
    nonce = secrets.token_hex(16)
    return nonce + _seal(person, proof, nonce)


def of_mark(person, told: str) -> Proof:
    """What the mark stood for; WRONG where it is not ours, or is of PINs that were changed since."""
    nonce, seal = told[:32], told[32:]
    for proof in (Proof.RIGHT, Proof.DURESS):
        if constant_time_compare(seal, _seal(person, proof, nonce)):
            return proof
    return Proof.WRONG


def _says(pin: str, encoded: str) -> bool:
    return identify_hasher(encoded).verify(pin, encoded)


def _seal(person, proof: Proof, nonce: str) -> str:
    told = f"{person.pk} {proof} {nonce} {person.pin_mark}"
    return salted_hmac(SALT, told, algorithm="sha256").hexdigest()
