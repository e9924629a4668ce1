import pytest

from argmap import citations
from argmap.citations import Part
from argmap.model import Source


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1996-12-02", "December 2, 1996"),
        ("1996-12", "December 1996"),
        ("1996", "1996"),
        ("", ""),
        ("1996-13", "1996-13"),
        ("1996-00-01", "1996-00-01"),
        ("c. 1996", "c. 1996"),
    ],
)
def test_a_date_is_said_at_its_own_precision(date: str, words: str) -> None:
    assert citations.date_text(date) == words


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (
            Source(
                id="s",
                title="The SACO Final Report",
                author="Committee on Okinawa",
                outlet="MOFA",
                date="1996-12-02",
                url="https://a.example",
            ),
            "Committee on Okinawa. “The SACO Final Report.” MOFA, December 2, 1996. https://a.example.",
        ),
        (
            Source(id="s", title="Altered States", author="Schaller, M.", isbn="0195069161"),
            "Schaller, M. Altered States. ISBN 0195069161.",
        ),
        (Source(id="s", title="Who Pays?", outlet="Asahi"), "“Who Pays?” Asahi."),
        (
            Source(id="s", title="Cuts", author="The Times", outlet="The Times", date="1999"),
            "The Times. “Cuts.” 1999.",
        ),
        (Source(id="s", title="[Editorial]", outlet="Asahi"), "[Editorial]. Asahi."),
        (
            Source(id="s", title="The “Okinawa Problem”", outlet="Foreign Affairs", date="1998"),
            "“The ‘Okinawa Problem.’” Foreign Affairs, 1998.",
        ),
        (Source(id="s", title="Nothing but a title"), "Nothing but a title."),
        (
            Source(id="s", title="A study", date="2001-05", doi="10.1000/a b<c>"),
            "A study. May 2001. https://doi.org/10.1000/a%20b%3Cc%3E.",
        ),
    ],
)
def test_a_source_is_a_line_in_the_chicago_style(source: Source, line: str) -> None:
    assert citations.line(source) == line


def test_the_title_and_the_address_are_linked() -> None:
    source = Source(id="s", title="Report", url="https://a.example/r")
    assert citations.cite(source) == (
        Part("work", "Report", "https://a.example/r"),
        Part("between", "."),
        Part("between", " "),
        Part("link", "https://a.example/r", "https://a.example/r"),
        Part("between", "."),
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "[", "http://"]
)
def test_an_unsafe_address_is_no_link(url: str) -> None:
    assert citations.address(Source(id="s", title="T", url=url)) == ""


def test_a_bibliography_is_ordered_by_author_or_title_without_its_article() -> None:
    titles = [
        Source(id="1", title="The Zebra"),
        Source(id="2", title="An Apple"),
        Source(id="3", title="Any", author="Mori"),
        Source(id="4", title="Any", author="The Asahi Shimbun"),
        Source(id="5", title="[Editorial on bases]"),
    ]
    assert [source.id for source in citations.in_order(titles)] == ["2", "4", "5", "3", "1"]
