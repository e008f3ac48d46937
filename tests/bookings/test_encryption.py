"""What a person writes is ciphertext wherever it lies, and a wrong key is loud."""

import io

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from bookings import encryption, workflow
from bookings.encryption import DecryptionError, decrypt, encrypt
from bookings.models import ConsultationRequest, Status
from bookings.notes import add_note
from clinic_site.serving.stored_data import refuse_wrong_keys
from tests.bookings.factories import NOW, make_request, make_staff

CANARIES = {
    "full_name": "Canaria Wingfeather",
    "email": "canary.nest@example.com",
    "phone": "+16195550177",
    "message": "My canary sings about thinning hair.",
}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_decrypted_is_what_was_encrypted(text):
    assert decrypt(encrypt(text)) == text


def test_the_same_text_never_looks_the_same_twice():
    assert encrypt("hair") != encrypt("hair")


def test_an_older_key_still_reads_and_the_first_one_writes(settings):
    old = settings.FIELD_ENCRYPTION_KEYS
    stored = encrypt("hair")

    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *old]

    assert decrypt(stored) == "hair"
    assert encrypt("hair").partition(":")[0] != stored.partition(":")[0]


@pytest.mark.parametrize("stored", ["plain text", "", "abcdefgh:not-a-token", "é:é"])
def test_what_is_not_ours_is_an_error_that_shows_none_of_it(stored):
    with pytest.raises(DecryptionError) as caught:
        decrypt(stored)

    assert "not-a-token" not in str(caught.value)
    assert "plain" not in str(caught.value)


@pytest.mark.django_db
def test_a_wrong_key_is_loud_and_shows_no_ciphertext(settings):
    made = make_request()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]

    stored = ConsultationRequest.objects.get(pk=made.pk)

    assert not stored.is_readable
    for use in (str, bool, len, repr, lambda value: value == "", "{}".format, stored.save):
        with pytest.raises(DecryptionError) as caught:
            use(stored.full_name) if use != stored.save else use()
        assert "FIELD_ENCRYPTION_KEYS" in str(caught.value)


@pytest.mark.django_db
def test_with_the_right_key_a_row_is_readable():
    assert ConsultationRequest.objects.get(pk=make_request().pk).is_readable


@pytest.mark.django_db
def test_a_start_with_other_keys_is_refused(settings):
    refuse_wrong_keys()
    make_request()
    refuse_wrong_keys()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(ImproperlyConfigured, match="Put back the key"):
        refuse_wrong_keys()


@pytest.mark.parametrize("keys", [[], ["short"]])
def test_missing_or_unusable_keys_are_named(settings, keys):
    settings.FIELD_ENCRYPTION_KEYS = keys

    with pytest.raises(ImproperlyConfigured, match="FIELD_ENCRYPTION_KEYS"):
        encrypt("hair")


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["full_name", "message__contains", "email__startswith"])
def test_an_encrypted_column_cannot_be_searched(lookup):
    with pytest.raises(FieldError, match="encrypted"):
        ConsultationRequest.objects.filter(**{lookup: "a"}).exists()


def test_blind_indexes_find_without_telling(settings):
    index = encryption.email_index("Jo@Example.com ")

    assert index == encryption.email_index("jo@example.com")
    assert index != encryption.phone_index("jo@example.com")
    assert "jo" not in index
    settings.BLIND_INDEX_KEY = "another-key-of-more-than-32-characters"
    assert index != encryption.email_index("jo@example.com")


def test_nothing_has_no_index():
    assert encryption.email_index("") == encryption.phone_index("") == ""


@pytest.fixture
def canary_request(db):
    """A request with a note and a reason, all of them canaries."""
    staff = make_staff()
    made = make_request(**CANARIES)
    workflow.move(made, to=Status.WITHDRAWN, actor=staff, at=NOW, reason="Canary decided otherwise")
    add_note(made, author=staff, body="Canary called at noon", at=NOW)
    return made


def raw_rows():
    """Every column of every row of every table, as the database holds it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield table, str(cursor.fetchall())


SECRETS = [*CANARIES.values(), "6195550177", "canary", "Canary", "Wingfeather"]


def test_no_table_holds_what_a_person_wrote(canary_request):
    rows = dict(raw_rows())

    assert canary_request.reference in rows["bookings_consultationrequest"]
    assert [(table, word) for table, text in rows.items() for word in SECRETS if word in text] == []


def test_the_scan_would_find_a_column_left_in_clear(canary_request):
    # Negative control: the same scan, with one value written past the field.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bookings_consultationrequest SET procedure = 'canary'")

    assert any("canary" in text for _, text in raw_rows())


def test_dumpdata_holds_ciphertext_alone(canary_request):
    out = io.StringIO()
    call_command("dumpdata", "bookings", stdout=out)

    assert canary_request.reference in out.getvalue()
    assert [word for word in SECRETS if word in out.getvalue()] == []
