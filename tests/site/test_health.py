"""What machines ask the site."""

import re
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection

from tests.fetching import fetch


def test_healthz_answers_without_the_database(client):
    # No database mark: a query here would fail the test.
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_answers_when_the_database_does(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_refuses_when_the_database_fails(client):
    with patch.object(connection, "cursor", side_effect=DatabaseError("gone")):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert b"gone" not in response.content


def test_robots_keeps_search_engines_from_staff_pages_and_names_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Disallow: /consultation/received/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_sitemap_lists_pages_that_exist(live_site):
    sitemap = fetch(f"{live_site.url}/sitemap.xml")
    addresses = re.findall(r"<loc>(.*?)</loc>", sitemap.body.decode())

    assert f"{live_site.url}/procedures/prp/" in addresses
    assert {fetch(address).status for address in addresses} == {200}
