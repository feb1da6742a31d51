"""The directory of services that crews refer to."""

from ..log import action, record
from ..models import Event, Organization, Service
from ..words import Role


@action(Role.ADMINISTRATOR)
def add_service(*, organization, name, category, by, id, occurred_at, **listed) -> Event:
    """List a service under its organization, which is made where its name is new.

    `listed`: any of Service's phone, address, latitude and longitude, hours, eligibility, languages, assured_on.
    """
    home, _ = Organization.objects.get_or_create(agency_id=by.agency_id, name=organization)
    service = Service.objects.create(agency_id=by.agency_id, organization=home, name=name, category=category, **listed)
    return record("agency.changed", service=service.pk)
