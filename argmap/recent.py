"""What was made lately and is worth keeping, within a bound of memory."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """The values used last, up to a total weight; several threads may ask at once."""

    def __init__(self, most: int, *, weigh: Callable[[V], int]) -> None:
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        """Return the value kept under a key, or `None`."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: Hashable, value: V) -> None:
        """Keep a value and let go of the ones unused for longest; one too heavy is not kept."""
        weight = self._weigh(value)
        with self._lock:
            if key in self._values:
                self._weight -= self._weigh(self._values.pop(key))
            if weight > self._most // 4:
                return
            self._values[key] = value
            self._weight += weight
            while self._weight > self._most:
                _, oldest = self._values.popitem(last=False)
                self._weight -= self._weigh(oldest)

    def made(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return the value kept under a key, made now if there is none."""
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value
