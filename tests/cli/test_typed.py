from datetime import UTC, datetime

import click
import pytest

from argmap.cli import typed


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2026-02-30",
        "2026-3",
        "26-03-31",
        "2026-03-31 24:00",
        "2026-03-31 14",
        "2026-03-31 14:05 JST",
        "9999-12-31Z",
        "2026-03-31\n",
    ],
)
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(click.BadParameter, match="is no time: write 2026-03-31"):
        typed.moment(written)


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("2026-03-31Z", datetime(2026, 3, 31, 23, 59, 59, 999_999, UTC)),
        ("2026-03-31 14:05Z", datetime(2026, 3, 31, 14, 5, 59, 999_999, UTC)),
        ("2026-03-31T14:05:30Z", datetime(2026, 3, 31, 14, 5, 30, 999_999, UTC)),
        ("2026-03-31 14:05+09:00", datetime(2026, 3, 31, 5, 5, 59, 999_999, UTC)),
    ],
)
def test_a_time_means_its_end(written: str, end: datetime) -> None:
    assert typed.moment(written) == end


def test_a_time_without_zone_is_that_of_the_machine() -> None:
    expected = datetime(2026, 3, 31, 14, 5, 59, 999_999).astimezone()
    assert typed.moment("2026-03-31 14:05") == expected


@pytest.mark.parametrize("written", ["", "-0.1", "1.1", "nan", "inf", "1,0", "half", "٠.٥x"])
def test_what_is_no_share_is_refused(written: str) -> None:
    with pytest.raises(click.BadParameter, match="is no number from 0 to 1"):
        typed.share(written)


@pytest.mark.parametrize(
    ("written", "share"), [("0", 0.0), (".5", 0.5), ("1", 1.0), ("0.05", 0.05)]
)
def test_a_share_is_a_number_from_0_to_1(written: str, share: float) -> None:
    assert typed.share(written) == share


@pytest.mark.parametrize("written", ["", "32db7ab6b9fa", "G" * 64, "A" * 64, "\udcff", "٠" * 64])
def test_what_is_no_revision_is_refused(written: str) -> None:
    with pytest.raises(click.BadParameter, match="is no revision"):
        typed.revision(written)
