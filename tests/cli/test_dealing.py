"""Connections that are dealt to several processes; here both ends are in one."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from argmap.cli.dealing import Dealer, Hand


class Table:
    """A dealer, those it deals to, and visitors."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        self.dealer = Dealer(self.listening)
        self.endings: list[str] = []

    def seat(self, name: str) -> Hand:
        mine, theirs = (self.stack.enter_context(each) for each in socket.socketpair())
        hand = Hand.of(theirs, ended=lambda: self.endings.append(name), listening=self.listening)
        hand.settimeout(0.0)
        self.dealer.add(mine)
        return self.stack.enter_context(hand)

    def come(self) -> socket.socket:
        return self.stack.enter_context(socket.create_connection(self.listening.getsockname()))

    def deal(self) -> list[socket.socket]:
        return self.dealer.deal([], 0.2)


@pytest.fixture
def table() -> Iterator[Table]:
    with ExitStack() as stack:
        yield Table(stack)


def taken(hand: Hand) -> list[object]:
    """Return the addresses of all connections that a hand accepts."""
    found: list[object] = []
    while True:
        try:
            connection, address = hand.accept()
        except BlockingIOError:
            return found
        connection.close()
        found.append(address)


def test_each_gets_the_same_share(table: Table) -> None:
    hands = [table.seat("a"), table.seat("b")]
    visitors = [table.come() for _ in range(6)]
    for _ in visitors:
        assert table.deal() == []
    shares = [taken(hand) for hand in hands]
    assert [len(share) for share in shares] == [3, 3]
    assert {*shares[0], *shares[1]} == {visitor.getsockname() for visitor in visitors}


def test_who_has_gone_is_told_and_passed_over(table: Table) -> None:
    first, second = table.seat("a"), table.seat("b")
    first.close()
    table.come()
    gone = table.deal()
    assert len(gone) == 1
    table.deal()
    assert len(taken(second)) == 1


def test_nobody_there_means_to_wait(table: Table) -> None:
    visitor = table.come()
    assert table.deal() == []
    hand = table.seat("a")
    table.deal()
    assert taken(hand) == [visitor.getsockname()]


def test_a_hand_tells_when_nobody_deals_any_more(table: Table) -> None:
    mine, theirs = socket.socketpair()
    hand = table.stack.enter_context(Hand.of(theirs, ended=lambda: table.endings.append("a")))
    mine.close()
    with pytest.raises(BlockingIOError):
        hand.accept()
    assert table.endings == ["a"]


def test_a_hand_answers_for_the_socket_that_listens(table: Table) -> None:
    hand = table.seat("a")
    hand.listen(5)
    assert hand.family == socket.AF_INET
    assert hand.getsockname() == table.listening.getsockname()
