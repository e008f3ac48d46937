"""Every address a visitor may meet, and what is expected there."""

PROCEDURES = [
    "/procedures/micronized-fat-grafting/",
    "/procedures/prp/",
    "/procedures/fue/",
]
GUIDES = [
    "/guides/pattern-hair-loss/",
    "/guides/hair-growth-cycle/",
    "/guides/facial-fat-grafting/",
    "/guides/your-consultation/",
]
PUBLISHED = [
    "/",
    "/procedures/",
    *PROCEDURES,
    "/guides/",
    *GUIDES,
    "/about/",
    "/editorial-policy/",
    "/privacy/",
    "/accessibility/",
]
FORMS = ["/consultation/", "/consultation/received/"]
PUBLIC = [*PUBLISHED, *FORMS]
ERRORS = ["/no-such-page/"]
