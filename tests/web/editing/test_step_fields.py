"""The field of a scheme: each one with its questions."""

import re

import pytest
from playwright.sync_api import Browser

from argmap import resources, schemes
from tests.coaching import Coach


def test_the_style_sheet_can_show_the_questions_of_every_scheme() -> None:
    sheet = (resources.static() / "editing.css").read_text(encoding="utf-8")
    rules = re.findall(r'\[value="([^"]+)"\]:checked\) \[data-scheme="([^"]+)"\]', sheet)
    assert sorted(rules) == sorted((id, id) for id in schemes.BY_ID)


def test_every_scheme_can_be_chosen_and_words_of_the_debate_too(coach: Coach) -> None:
    page = coach.client.get("/debates/harbor/claims/hour/edit/weigh").text
    assert '<option value="cause-to-effect" selected>Cause to effect</option>' in page
    for scheme in schemes.BY_ID.values():
        assert f'<option value="{scheme.id}"' in page
    coach.sends("/debates/harbor/claims/hour/edit/weigh", scheme="by-the-clock")
    page = coach.client.get("/debates/harbor/claims/fees/edit/weigh").text
    assert '<option value="by-the-clock">by the clock</option>' in page


@pytest.mark.browser
def test_choosing_a_scheme_shows_its_questions_without_scripts(
    coach: Coach, chromium: Browser
) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    html = coach.client.get("/debates/harbor/claims/hour/edit/weigh").text
    sheet = (resources.static() / "editing.css").read_text(encoding="utf-8")
    page.set_content(html.replace("</head>", f"<style>{sheet}</style></head>"))
    assert page.get_by_text("By which way does the one lead to the other?").is_visible()
    page.select_option("select[name=scheme]", "analogy")
    assert page.get_by_text("Are the two cases alike in what matters here?").is_visible()
    assert page.get_by_text("By which way does the one lead to the other?").is_hidden()
    page.context.close()
