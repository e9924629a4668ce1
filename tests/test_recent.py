from functools import partial
from threading import Thread

from argmap.recent import Recent


def test_what_was_not_used_for_longest_is_let_go() -> None:
    recent: Recent[str] = Recent(12, weigh=len)
    for word in ("one", "two", "six", "ten"):
        recent.put(word, word)
    assert recent.get("one") == "one"
    recent.put("new", "new")
    assert recent.get("two") is None
    assert recent.get("one") == "one"


def test_a_value_too_heavy_is_not_kept_and_drives_nothing_out() -> None:
    recent: Recent[str] = Recent(12, weigh=len)
    recent.put("one", "one")
    recent.put("heavy", "heavy")
    assert recent.get("heavy") is None
    assert recent.get("one") == "one"


def test_a_value_is_made_once_and_then_kept() -> None:
    recent: Recent[str] = Recent(100, weigh=len)
    assert recent.made("key", lambda: "first") == "first"
    assert recent.made("key", lambda: "second") == "first"


def test_threads_may_ask_at_once() -> None:
    recent: Recent[int] = Recent(50, weigh=lambda _: 1)

    def ask() -> None:
        for number in range(2_000):
            key = number % 70
            assert recent.made(key, partial(sum, (key, 1))) == key + 1

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert recent.get(69) in (None, 70)
