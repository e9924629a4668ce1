import pytest

from argmap.stores import characters


@pytest.mark.parametrize(
    "control",
    [
        "\0",
        "\x07",
        "\x0b",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9f",
        "\u2028",
        "\u202e",
        "\u2066",
        "\u2029",
        "\ufeff",
        "\uffff",
        "\r",
    ],
)
def test_a_control_character_is_refused_once_with_its_number_of_times(control: str) -> None:
    problems = characters.problems(f"one\ntwo {control} three {control}.\n")
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("control-character", 2, 5)
    ]
    assert f"U+{ord(control):04X}" in problems[0].sentence
    assert "and 1 more below" in problems[0].sentence


@pytest.mark.parametrize(
    "text", ["tab\tand\nline end", "CRLF\r\n", "日本語\u3000、🗾", "\xa0\xad", "e\u0301"]
)
def test_other_characters_pass(text: str) -> None:
    assert characters.problems(text) == []
    assert characters.without_controls(text) == (text, ())


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"\xff", 1, 1), (b"a\n\xe3\x81\x82b\xe3\x81", 2, 3), (b"\xef\xbb\xbfab\xff", 1, 3)],
)
def test_bytes_that_are_no_utf_8_are_refused_at_the_first_one(
    data: bytes, line: int, column: int
) -> None:
    text, problem = characters.decode(data)
    assert text is None
    assert problem is not None
    assert (problem.code, problem.line, problem.column) == ("not-utf-8", line, column)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16_is_called_by_its_name(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    _, problem = characters.decode(f"{mark}title: A".encode(encoding))
    assert problem is not None
    assert "UTF-16" in problem.sentence


def test_a_byte_order_mark_is_taken_off() -> None:
    assert characters.decode(b"\xef\xbb\xbftitle: A") == ("title: A", None)
