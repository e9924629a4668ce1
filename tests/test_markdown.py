import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import markdown


def nowhere(_: str) -> None:
    return None


def somewhere(target: str) -> str | None:
    known = {"a-claim": "/debates/d/claims/a-claim", "他/主張": "/debates/他/claims/主張"}
    return known.get(target)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[words](javascript:alert(1))", "<p>words</p>\n"),
        ("[words](JaVaScRiPt:alert(1))", "<p>words</p>\n"),
        ("[words](data:text/html,x)", "<p>words</p>\n"),
        ("[words](//evil.example/x)", "<p>words</p>\n"),
        ("[words](vbscript:x)", "<p>words</p>\n"),
        ("[*words*][1]\n\n[1]: file:///etc/passwd", "<p><em>words</em></p>\n"),
        ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"),
        ("![a *picture*](https://tracker.example/x.png)", "<p>a *picture*</p>\n"),
        ("[words](gone)", "<p>words</p>\n"),
        ("[words]()", "<p>words</p>\n"),
        ("<b onclick=x>bold</b>", "<p>&lt;b onclick=x&gt;bold&lt;/b&gt;</p>\n"),
    ],
)
def test_what_is_unsafe_vanishes_and_its_words_stay(text: str, html: str) -> None:
    assert markdown.render(text, link=somewhere) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[words](a-claim)", '<p><a href="/debates/d/claims/a-claim">words</a></p>\n'),
        ("[語](他/主張)", '<p><a href="/debates/他/claims/主張">語</a></p>\n'),
        ("[w](https://a.b/?x=1&y=2)", '<p><a href="https://a.b/?x=1&amp;y=2">w</a></p>\n'),
        ("<https://a.b/>", '<p><a href="https://a.b/">https://a.b/</a></p>\n'),
        ("[mail](mailto:a@b.example)", '<p><a href="mailto:a@b.example">mail</a></p>\n'),
    ],
)
def test_links_lead_to_pages_and_to_the_web(text: str, html: str) -> None:
    assert markdown.render(text, link=somewhere) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# One\n## Two", "<h4>One</h4>\n<h5>Two</h5>\n"),
        ("###### Six", "<h6>Six</h6>\n"),
        ("One\n===", "<h4>One</h4>\n"),
        ("a **b** *c* `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>\n"),
        ("3. x", '<ol start="3">\n<li>x</li>\n</ol>\n'),
        ("一行目\n二行目", "<p>一行目二行目</p>\n"),
        ("line\nline", "<p>line\nline</p>\n"),
        ("漢字\nkanji", "<p>漢字\nkanji</p>\n"),
        ("", ""),
    ],
)
def test_prose_is_rendered_below_the_headings_of_a_page(text: str, html: str) -> None:
    assert markdown.render(text, link=nowhere) == html


@given(st.text(alphabet=st.sampled_from("[]()<>!*_`\\#&:/ \n\"'abjavscriptdt0.=-"), max_size=60))
def test_no_text_makes_an_unsafe_attribute(text: str) -> None:
    html = markdown.render(text, link=nowhere)
    assert "<script" not in html
    assert 'href="javascript' not in html.lower()
    assert 'href="data' not in html.lower()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Just words,\n  on two lines.\n", "Just words, on two lines."),
        ("# Title\n\nA [link](x) and `code`.", "Title A link and code."),
        ("- one\n- two", "one two"),
        ("AT&amp;T", "AT&T"),
        ("![alt](x.png)", "alt"),
        ("    code\n", "code"),
        ("一行目\n二行目", "一行目二行目"),
        ("1945\n", "1945"),
        ("a\\*b", "a*b"),
        ("", ""),
    ],
)
def test_plain_text_has_no_marks_and_one_line(text: str, words: str) -> None:
    assert markdown.plain(text) == words


@pytest.mark.parametrize(
    ("text", "relinked"),
    [
        ("[words](a-claim), [more](gone)", "[words](/debates/d/claims/a-claim), more"),
        ("[語](他/主張)", "[語](/debates/他/claims/主張)"),
        ('[w](a-claim "title")', '[w](/debates/d/claims/a-claim "title")'),
        ("[w](https://a.example) ![p](gone)", "[w](https://a.example) ![p](gone)"),
        ("`[w](gone)` and [w](gone)", "`[w](gone)` and w"),
        (r"[a \] b](a-claim)", r"[a \] b](/debates/d/claims/a-claim)"),
    ],
)
def test_relative_links_are_pointed_elsewhere_in_the_text(text: str, relinked: str) -> None:
    assert markdown.relink(text, somewhere) == relinked
