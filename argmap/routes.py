"""Routes: the lines of a placed drawing, as splines that leave and enter boxes straight and cross none.

A line between neighboring columns is one curve in the gap between them. A cross link to a column further away runs
through the free lanes between the boxes of each column that it passes. Points are (along, across), in px.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.drawing import Drawing, DrawnStep
from argmap.layout import Layout, Place

Point = tuple[float, float]

JUNCTION_REACH = 24.0
HEAD_LENGTH = {"support": 8.0, "objection": 2.5, "undercut": 6.0}
PORT_SPREAD = 11.0
LANE_CLEARANCE = 6.0
JUNCTION_RADIUS = 3.2
TURN = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One spline of a step: 3n + 1 control points. With a head, the arrow's tip lies at `tip`, beyond the last one."""

    step: int
    points: tuple[Point, ...]
    tip: Point | None = None
    premise: int | None = None
    is_cross: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """The junctions by step number, and every line."""

    junctions: Mapping[int, Point]
    lines: tuple[Line, ...]


def route(drawing: Drawing, layout: Layout) -> Routes:
    """Return the lines of every step of a drawing."""
    lanes = _Lanes.of(layout)
    junctions = _junctions(drawing, layout)
    ports = _ports(drawing, layout, junctions)
    lines: list[Line] = []
    for step in drawing.steps:
        lines.extend(_lines(step, layout, lanes, junctions, ports))
    return Routes(junctions=junctions, lines=tuple(lines))


class _Lanes:
    """Where a line may pass a column without touching a box."""

    def __init__(self, lows: list[list[float]], highs: list[list[float]], layout: Layout) -> None:
        self.lows = lows
        self.highs = highs
        self.layout = layout

    @classmethod
    def of(cls, layout: Layout) -> "_Lanes":
        columns: list[list[Place]] = [[] for _ in layout.level_near]
        for place in layout.places:
            columns[place.level].append(place)
        for column in columns:
            column.sort(key=lambda place: place.across)
        return cls(
            [[place.low for place in column] for column in columns],
            [[place.high for place in column] for column in columns],
            layout,
        )

    def nearest(self, level: int, across: float) -> float:
        """Return the free position in a column that is nearest to the wanted one."""
        lows, highs = self.lows[level], self.highs[level]
        at = bisect_right(lows, across + LANE_CLEARANCE) - 1
        if at < 0 or across >= highs[at] + LANE_CLEARANCE:
            return across
        below = (highs[at - 1] + lows[at]) / 2 if at else lows[at] - 2 * LANE_CLEARANCE
        above = (
            min((highs[at] + lows[at + 1]) / 2, highs[at] + 2 * LANE_CLEARANCE)
            if at + 1 < len(lows)
            else highs[at] + 2 * LANE_CLEARANCE
        )
        return below if across - below < above - across else above


def _junctions(drawing: Drawing, layout: Layout) -> dict[int, Point]:
    found: dict[int, Point] = {}
    for step in drawing.steps:
        if step.has_junction:
            places = [layout.places[premise] for premise in step.premises]
            at_home = [
                place for place, cross in zip(places, step.is_cross, strict=True) if not cross
            ]
            if at_home:
                found[step.number] = (
                    at_home[0].near - JUNCTION_REACH,
                    sum(place.across for place in at_home) / len(at_home),
                )
            elif step.kind != "undercut":
                target = layout.places[step.target]
                found[step.number] = (target.far + 2 * JUNCTION_REACH, places[0].across)
            else:
                along, across = found[step.target]
                found[step.number] = (along + JUNCTION_REACH / 2, across + JUNCTION_REACH)
    return found


def _ports(drawing: Drawing, layout: Layout, junctions: Mapping[int, Point]) -> dict[int, float]:
    """Return where across each step enters its target box: spread over its far side in the order of their origins."""
    arriving: dict[int, list[tuple[float, int]]] = {}
    for step in drawing.steps:
        if step.kind != "undercut":
            origin = junctions.get(step.number) or (0, layout.places[step.premises[0]].across)
            arriving.setdefault(step.target, []).append((origin[1], step.number))
    ports = {}
    for target, steps in arriving.items():
        steps.sort()
        place = layout.places[target]
        room = max(place.breadth - 22, 0) / max(len(steps) - 1, 1)
        apart = min(PORT_SPREAD, room)
        for index, (_, step_number) in enumerate(steps):
            ports[step_number] = place.across + (index - (len(steps) - 1) / 2) * apart
    return ports


def _lines(
    step: DrawnStep,
    layout: Layout,
    lanes: _Lanes,
    junctions: Mapping[int, Point],
    ports: Mapping[int, float],
) -> list[Line]:
    lines = []
    junction = junctions.get(step.number)
    first = layout.places[step.premises[0]]
    origin, level = (first.near, first.across), first.level
    if junction is not None:
        lines = list(_to_junction(step, layout, lanes, junction))
        origin, level = junction, _level_before(layout, junction[0])
    if step.kind == "undercut":
        points, tip = _to_step(layout, lanes, origin, level, junctions[step.target])
    else:
        target = layout.places[step.target]
        tip = (target.far, ports[step.number])
        goal = (tip[0] + HEAD_LENGTH[step.kind], tip[1])
        points = _through(layout, lanes, origin, level, goal, target.level)
    premise = None if junction else step.premises[0]
    is_cross = all(step.is_cross)
    return [
        *lines,
        Line(step=step.number, points=points, tip=tip, premise=premise, is_cross=is_cross),
    ]


def _level_before(layout: Layout, along: float) -> int:
    """Return the level whose near side is the first behind a point that lies in a gap."""
    return bisect_right(layout.level_near, along)


def _to_junction(step: DrawnStep, layout: Layout, lanes: _Lanes, junction: Point) -> Iterator[Line]:
    """Yield the line of every premise to the junction of its step."""
    target_level = _level_before(layout, junction[0]) - 1
    for premise, is_cross in zip(step.premises, step.is_cross, strict=True):
        place = layout.places[premise]
        origin = (place.near, place.across)
        points = (
            _bracket(origin, junction)
            if place.level == target_level + 1
            else _through(layout, lanes, origin, place.level, junction, target_level)
        )
        yield Line(step=step.number, points=points, premise=premise, is_cross=is_cross)


def _bracket(origin: Point, junction: Point) -> tuple[Point, ...]:
    """Return the arm of a bracket: out of the box, then along the bracket's spine to the junction."""
    if abs(origin[1] - junction[1]) < 1:
        return _straight(origin, junction)
    return (origin, (junction[0], origin[1]), (junction[0], origin[1]), junction)


def _to_step(
    layout: Layout,
    lanes: _Lanes,
    origin: Point,
    level: int,
    junction: Point,
) -> tuple[tuple[Point, ...], Point]:
    """Return the line of an undercut to the point on the step it questions: through a lane, then up to the point."""
    target_level = _level_before(layout, junction[0]) - 1
    points, at = _pass_columns(layout, lanes, origin, level, target_level, junction[1] + 1)
    side = 1.0 if at[1] >= junction[1] else -1.0
    if abs(at[1] - junction[1]) < JUNCTION_RADIUS:
        tip = (junction[0] + JUNCTION_RADIUS, junction[1])
        end = (tip[0] + HEAD_LENGTH["undercut"], tip[1])
        return (*points, *_curve(at, end)[1:]), tip
    tip = (junction[0], junction[1] + side * JUNCTION_RADIUS)
    end = (tip[0], tip[1] + side * HEAD_LENGTH["undercut"])
    return (*points, (end[0] + 4, at[1]), (end[0], at[1]), end), tip


def _through(
    layout: Layout, lanes: _Lanes, origin: Point, level: int, goal: Point, target_level: int
) -> tuple[Point, ...]:
    """Return the line from the near side of a box in `level` to a goal at the far side of `target_level`."""
    points, at = _pass_columns(layout, lanes, origin, level, target_level, goal[1])
    if level > target_level:
        far = layout.level_far[target_level]
        if goal[0] >= far:
            return (*points, *_curve(at, goal)[1:])
        edge = (far + 2, goal[1])
        return (*points, *_curve(at, edge)[1:], *_straight(edge, goal)[1:])
    out = max(at[0], goal[0]) + TURN
    return (*points, (out, at[1]), (out, goal[1]), goal)


def _pass_columns(
    layout: Layout, lanes: _Lanes, origin: Point, level: int, target_level: int, wanted: float
) -> tuple[tuple[Point, ...], Point]:
    """Return the line past the columns between, and the point in the last gap at which it has arrived."""
    points: list[Point] = [origin]
    at = origin
    if level > target_level:
        for column in range(level - 1, target_level, -1):
            lane = lanes.nearest(column, at[1])
            enter = (layout.level_far[column], lane)
            points.extend(_curve(at, enter)[1:])
            at = (layout.level_near[column], lane)
            points.extend(_straight(enter, at)[1:])
        return tuple(points), at
    for column in range(level, target_level + 1):
        lane = lanes.nearest(column, at[1] + (1 if wanted > at[1] else -1))
        enter = (layout.level_near[column], lane)
        back = enter[0] - TURN if column == level else None
        points.extend(
            ((back, at[1]), (back, lane), enter) if back is not None else _curve(at, enter)[1:]
        )
        at = (layout.level_far[column], lane)
        points.extend(_straight(enter, at)[1:])
    return tuple(points), at


def _curve(start: Point, end: Point) -> tuple[Point, ...]:
    middle = (start[0] + end[0]) / 2
    return (start, (middle, start[1]), (middle, end[1]), end)


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    third = ((end[0] - start[0]) / 3, (end[1] - start[1]) / 3)
    return (
        start,
        (start[0] + third[0], start[1] + third[1]),
        (end[0] - third[0], end[1] - third[1]),
        end,
    )


def extent(layout: Layout, routes: Routes) -> tuple[float, float, float, float]:
    """Return the smallest and largest positions along and across of all boxes and lines."""
    along: list[float] = []
    across: list[float] = []
    for place in layout.places:
        along += (place.near, place.far)
        across += (place.low, place.high)
    points: Sequence[Point] = [point for line in routes.lines for point in line.points]
    along += [point[0] for point in points]
    across += [point[1] for point in points]
    return (
        min(along, default=0.0),
        max(along, default=0.0),
        min(across, default=0.0),
        max(across, default=0.0),
    )
