"""What staff see of the requests."""

from bookings.admin.consultation import ConsultationRequestAdmin

__all__ = ["ConsultationRequestAdmin"]
