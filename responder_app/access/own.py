"""The rule under all others: everything belongs to one agency, and some roles see the whole of theirs."""

from ..words import DESK_ROLES, Role

# Roles that see the whole of their agency's calls; a responder sees those of the crews they were on.
AT_THE_DESK = frozenset(DESK_ROLES)
SEES_ALL = AT_THE_DESK | {Role.MANAGER, Role.MACHINE}
MANAGES = frozenset({Role.MANAGER, Role.ADMINISTRATOR})


def sees_all(user) -> bool:
    return user.is_authenticated and user.role in SEES_ALL


def reads_clinical(user) -> bool:
    """The clinician at the desk reads what is clinical on every call of the agency; a crew's, on the crew's own calls.

    The role alone does not do it, nor does a clinical profession in another role.
    """
    return user.is_authenticated and user.role == Role.CLINICIAN and user.is_clinical


def of_agency(queryset, user):
    if not user.is_authenticated or user.agency_id is None:
        return queryset.none()
    return queryset.filter(agency_id=user.agency_id)
