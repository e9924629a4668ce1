"""Marks: the drawn signs of the stances, alike in pictures and pages.

A disc fills with agreement: full for accepts, three quarters for leans, half for open, a quarter for doubts; rejects is
an empty ring with a cross, silent a short dash. They are shapes and not glyphs, since no font can be relied on.
"""

from math import cos, pi, sin

RADIUS = 5.5
_SHARES = {"leans": 0.75, "open": 0.5, "doubts": 0.25}


def draw(stance: str, center: tuple[float, float], *, color: str) -> str:
    """Return the SVG shapes of a stance's mark around a center, in px."""
    x, y = center
    pen = f'class="mark" fill="none" stroke="{color}" stroke-width="1.3"'
    if stance == "silent":
        return f'<path {pen} d="M{x - 4:.1f},{y:.1f}h8"/>'
    ring = f'<circle {pen} cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS - 0.6:.1f}"/>'
    if stance == "accepts":
        return (
            f'<circle class="mark full" fill="{color}" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS:.1f}"/>'
        )
    if stance == "rejects":
        return ring + f'<path {pen} d="M{x - 2.6:.1f},{y - 2.6:.1f}l5.2,5.2m0,-5.2l-5.2,5.2"/>'
    return ring + _sector(x, y, _SHARES[stance], color)


def _sector(x: float, y: float, share: float, color: str) -> str:
    """Return a sector of the disc, from the top clockwise."""
    radius = RADIUS - 0.6
    angle = 2 * pi * share
    end_x, end_y = x + radius * sin(angle), y - radius * cos(angle)
    large = 1 if angle > pi else 0
    return (
        f'<path class="mark full" fill="{color}" d="M{x:.1f},{y:.1f}V{y - radius:.1f}'
        f'A{radius:.1f},{radius:.1f} 0 {large} 1 {end_x:.1f},{end_y:.1f}z"/>'
    )
