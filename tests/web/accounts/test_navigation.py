"""What every page offers to whom: the log-in, people, the own account."""

from collections.abc import Callable

import pytest

from tests.visiting import Visitor

PAGES = ("/", "/debates/harbor", "/debates/harbor/claims/few", "/search?q=ferry", "/nowhere")


@pytest.mark.parametrize("address", PAGES)
def test_each_sees_what_is_for_them_also_when_pages_come_from_memory(
    stranger: Visitor, comes_as: Callable[[str], Visitor], address: str
) -> None:
    offered = {
        "": ("/log-in",),
        "Ann": ("/account", "/people"),
        "Ben": ("/account",),
        "Rita": ("/account",),
    }
    visitors = {name: comes_as(name) if name else stranger for name in offered}
    for _ in range(2):  # the second time from memory
        for name, visitor in visitors.items():
            page = visitor.client.get(address).text
            for href in ("/log-in", "/account", "/people"):
                assert (f'href="{href}"' in page) == (href in offered[name])
            for other in offered:
                if other:
                    assert (f"</span>{other}</a>" in page) == (other == name)
