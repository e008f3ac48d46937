"""A small memory that forgets what was not asked for the longest."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Keep at most ``max_items`` values; safe to share between threads."""

    def __init__(self, *, max_items: int) -> None:
        self._max_items = max_items
        self._items: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get_or_make(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return what is kept under ``key``, making it first when it is not there.

        Two threads may make the same value at once; waiting would cost more than that.
        """
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
                return self._items[key]
        value = make()
        with self._lock:
            self._items[key] = value
            self._items.move_to_end(key)
            while len(self._items) > self._max_items:
                self._items.popitem(last=False)
        return value

    def __len__(self) -> int:
        return len(self._items)
