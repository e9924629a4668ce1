"""A source of which hardly more than the address is known is offered to be completed."""

from collections.abc import Mapping

import pytest

from tests.coaching import Coach

EVIDENCE = "/debates/harbor/claims/few/edit/evidence"
ADDRESS = "https://news.example/2024/05/ferry-counts-fall.html"
OFFER = "Complete the source"


def test_a_source_by_its_address_is_offered_to_be_completed(coach: Coach) -> None:
    page = coach.ends(EVIDENCE, source=ADDRESS, finding="Fewer people cross each year.").text
    assert OFFER in page
    href = page.split(f'">{OFFER}')[0].rsplit('href="', 1)[1]
    form = coach.client.get(href)
    assert form.status_code == 200
    assert ADDRESS in form.text
    done = coach.sends(href, author="The harbor office", date="2024-05")
    assert done.status_code == 303
    assert OFFER not in coach.client.get(page_of(done.headers["Location"])).text


def test_a_script_is_told_of_it(coach: Coach) -> None:
    data = {**coach.opened(EVIDENCE), "source": ADDRESS, "finding": "Fewer people cross."}
    answer = coach.client.post(EVIDENCE, data=data, headers={"X-Requested-With": "argmap"})
    assert "/edit/source?source=" in answer.get_json()["unfinished"]


@pytest.mark.parametrize("known", [{"new_author": "The harbor office"}, {"new_date": "2024-05"}])
def test_a_source_that_was_described_is_not(coach: Coach, known: Mapping[str, str]) -> None:
    page = coach.ends(
        EVIDENCE, finding="Fewer people cross.", new_title="Counts", new_url=ADDRESS, **known
    )
    assert OFFER not in page.text


def test_evidence_from_a_known_source_needs_nothing(coach: Coach) -> None:
    coach.ends(EVIDENCE, source=ADDRESS, finding="Fewer people cross.")
    page = coach.ends(EVIDENCE, source=ADDRESS, finding="And they pay more.")
    assert OFFER not in page.text


def page_of(location: str) -> str:
    return location.partition("#")[0]
