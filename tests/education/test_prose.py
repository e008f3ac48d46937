"""Markdown becomes clean HTML; citations become numbered links and back; HTML stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from education.documents.prose import (
    Citations,
    UnknownReferenceError,
    cited_keys,
    render_blocks,
    render_markdown,
)
from education.models import Reference


def make_citations():
    keys = ("kuka-2020", "mella-2010")
    return Citations(
        {key: Reference(key=key, title=f"About {key}", checked="source") for key in keys}
    )


def test_one_paragraph_comes_without_its_tag_and_two_keep_theirs():
    assert render_markdown("Plain **words**.", make_citations()) == "Plain <strong>words</strong>."
    assert render_markdown("One.\n\nTwo.", make_citations()) == "<p>One.</p>\n<p>Two.</p>"
    assert render_blocks("One.", make_citations()) == "<p>One.</p>"


def test_references_are_numbered_in_reading_order_with_links_both_ways():
    citations = make_citations()

    html = render_markdown("A [@mella-2010]. B [@kuka-2020; @mella-2010].", citations)

    assert 'id="cite-1-1" href="#ref-1"' in html
    assert 'id="cite-2-1" href="#ref-2"' in html
    assert [(one["number"], one["key"], one["backlinks"]) for one in citations.listed()] == [
        (1, "mella-2010", ["cite-1-1", "cite-1-2"]),
        (2, "kuka-2020", ["cite-2-1"]),
    ]


def test_a_citation_of_an_unknown_reference_is_refused():
    with pytest.raises(UnknownReferenceError, match="nobody-1999"):
        render_markdown("Words [@nobody-1999].", make_citations())


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "![x](https://example.com/a.png)",
        '<a href="https://example.com" onclick="x()">y</a>',
        "<style>p{}</style>",
    ],
)
def test_markup_in_the_source_never_becomes_markup(source):
    html = render_markdown(source, make_citations())

    for forbidden in ("<script", "<img", "<style", "<a onclick", 'href="javascript'):
        assert forbidden not in html


@given(st.text(max_size=300))
def test_no_text_at_all_yields_a_tag_outside_the_allowed_ones(source):
    html = render_markdown(source.replace("[@", "("), make_citations())

    lowered = html.lower()
    assert not any(f"<{tag}" in lowered for tag in ("script", "img", "iframe", "svg", "style"))


def test_an_unconfirmed_fact_is_visibly_labelled():
    html = render_markdown("It lasts 3 weeks [to be confirmed].", make_citations())

    assert '<span class="unconfirmed">to be confirmed</span>' in html


def test_cited_keys_lists_every_mark():
    assert cited_keys("a [@x-1] b [@y-2; @x-1], not an address me@example.com") == [
        "x-1", "y-2", "x-1",
    ]  # fmt: skip
