"""What was made lately and is worth keeping, within a bound of memory."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

V = TypeVar("V")


class Recent(Generic[V]):
    """The values used last, up to a total weight; several threads may ask at once."""

    def __init__(self, most: int, *, weigh: Callable[[V], int]) -> None:
        self._most = most
        self._weigh = weigh
        self._values: LRUCache[Hashable, V] = LRUCache(most, getsizeof=weigh)
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        """Return the value kept under a key, or `None`."""
        with self._lock:
            return self._values.get(key)

    def put(self, key: Hashable, value: V) -> None:
        """Keep a value and let go of the ones unused for longest; one too heavy is not kept."""
        # A value that fills a good part of the memory would drive out all others.
        if self._weigh(value) > self._most // 4:
            return
        with self._lock:
            self._values[key] = value

    def made(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return the value kept under a key, made now if there is none."""
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value
