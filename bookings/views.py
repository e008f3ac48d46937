"""The form, its receipt, and what happens when sending it does not work."""

import logging
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie
from django.views.generic import FormView

from bookings import page_facts, receipt, reference
from bookings.forms import ConsultationRequestForm, typed_values
from bookings.submission import KeyReusedError, new_key_token, read_key_token, submit

logger = logging.getLogger(__name__)

FORM_TEMPLATE = "bookings/request.html"


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ConsultationRequestView(FormView[ConsultationRequestForm]):
    """Ask for a consultation. The address takes no query: a link would put in everyone's
    logs and histories which treatment somebody asks about.
    """

    form_class = ConsultationRequestForm
    template_name = FORM_TEMPLATE
    success_url = reverse_lazy("bookings:request_received")
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.language = get_language() or "en"
        try:
            return super().dispatch(request, *args, **kwargs)
        except DatabaseError as error:
            if request.method != "POST":
                raise
            # The class alone: the message may quote what was to be stored.
            logger.error("A consultation request could not be stored: %s", type(error).__name__)
            response = form_again(request, problem="unavailable", status=503)
            response["Retry-After"] = "60"
            return response

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.key = read_key_token(request.POST.get("submission_key", ""))

    def get_form_kwargs(self) -> dict[str, Any]:
        self.facts = page_facts.read(self.language)
        token = self.request.POST["submission_key"] if self.key else new_key_token()
        return super().get_form_kwargs() | {
            "procedures": self.facts.procedures,
            "key_token": token,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | frame(self.facts)

    def form_invalid(self, form: ConsultationRequestForm) -> HttpResponse:
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    @sensitive_variables()
    def form_valid(self, form: ConsultationRequestForm) -> HttpResponse:
        if self.key is None:
            return form_again(self.request, problem="expired", status=HTTPStatus.BAD_REQUEST)
        try:
            consultation = submit(
                form.answers(),
                key=self.key,
                language=self.language,
                at=timezone.now(),
                receipt=receipt.read(self.request),
            )
        except KeyReusedError:
            return form_again(self.request, problem="already_sent", status=HTTPStatus.CONFLICT)
        response = HttpResponseRedirect(self.get_success_url(), status=HTTPStatus.SEE_OTHER)
        receipt.hand_out(response, consultation.reference)
        return response


@require_safe
@never_cache
@vary_on_cookie
def request_received(request: HttpRequest) -> HttpResponse:
    """Show the reference to the browser that just sent a request; nobody else learns any."""
    stored = receipt.read(request)
    context = frame(page_facts.read(get_language() or "en"))
    context["reference"] = reference.display(stored) if stored else ""
    return render(request, "bookings/request_received.html", context)


@sensitive_post_parameters()
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose security token is missing or old; what was typed stays.

    Anyone may have filled in a form that comes from elsewhere, so nothing is stored before the
    person has looked at it and pressed the button on our own page.
    """
    if request.path == reverse("bookings:request"):
        return form_again(request, problem="expired", status=HTTPStatus.FORBIDDEN)
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def form_again(request: HttpRequest, *, problem: str, status: int) -> HttpResponse:
    """Show the form with everything typed and one thing to say: ``problem``.

    A key that is still good is kept when nothing was stored, so that pressing the button twice
    stores one request; after "already_sent" a new key makes it a new request.
    """
    facts = page_facts.read_or_last_known(get_language() or "en")
    token = request.POST.get("submission_key", "")
    if problem == "already_sent" or read_key_token(token) is None:
        token = new_key_token()
    form = ConsultationRequestForm(
        initial=typed_values(request.POST), procedures=facts.procedures, key_token=token
    )
    context = frame(facts) | {"form": form, "problem": problem}
    return render(request, FORM_TEMPLATE, context, status=status)


def frame(facts: page_facts.PageFacts) -> dict[str, Any]:
    """Name what every page's frame needs, so that it asks the database for nothing more."""
    return {"clinic": facts.clinic, "site_nav": facts.menus, "cards": facts.menus}
