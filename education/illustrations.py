"""Names and pixel sizes of the drawings in ``static/illustrations/``.

Templates print these sizes as ``width`` and ``height`` so that a page does not move while its
pictures load. A test compares every entry with the SVG file of the same name.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Illustration:
    """One drawing: file ``static/illustrations/<name>.svg`` and the size its root states."""

    name: str
    width: int
    height: int


ILLUSTRATIONS: dict[str, Illustration] = {
    illustration.name: illustration
    for illustration in (
        Illustration("hair-follicle", 640, 700),
        Illustration("growth-cycle", 640, 800),
        Illustration("miniaturization", 640, 660),
        Illustration("norwood-scale", 640, 880),
        Illustration("ludwig-scale", 640, 400),
        Illustration("fat-grafting-steps", 640, 960),
        Illustration("prp-steps", 640, 630),
        Illustration("fue-steps", 640, 960),
        Illustration("donor-area", 640, 630),
        Illustration("fue-vs-strip", 640, 560),
        Illustration("facial-fat-areas", 640, 800),
    )
}
