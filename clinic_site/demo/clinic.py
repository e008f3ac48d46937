"""Stand-ins for the clinic's contact details: numbers and names reserved for examples."""

from datetime import time

from education.models import Clinic, OpeningHours

# 555-0100 to 555-0199 never reach anyone, and mail to example.com goes nowhere.
STAND_INS = {
    "street": "123 Example Street (stand-in address)",
    "city": "San Diego",
    "state": "California",
    "postal_code": "00000",
    "phone": "(619) 555-0142",
    "email": "front-desk@example.com",
}
MONDAY_TO_FRIDAY = range(5)
OPENS_AT = time(9)
CLOSES_AT = time(17)


def fill_in() -> None:
    """Give the clinic a stand-in wherever it has no detail of its own."""
    clinic, _ = Clinic.objects.get_or_create(
        pk=1, defaults={"name": "Powell Medical Hair Restoration"}
    )
    missing = {name: text for name, text in STAND_INS.items() if not getattr(clinic, name)}
    for name, text in missing.items():
        setattr(clinic, name, text)
    if missing:
        clinic.save(update_fields=list(missing))
    if not clinic.opening_hours.exists():
        OpeningHours.objects.bulk_create(
            OpeningHours(clinic=clinic, weekday=day, opens_at=OPENS_AT, closes_at=CLOSES_AT)
            for day in MONDAY_TO_FRIDAY
        )
