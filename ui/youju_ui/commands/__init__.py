"""The commands of the command line, one file each: ``register(app, say)`` adds it with its help.

Each calls the same public functions of the library that anyone would, and gives its result to
``render`` or to JSON.
"""

from collections.abc import Callable
from typing import TypeAlias

Say: TypeAlias = Callable[[str], str]
"""A text of the help by its key, in the language the command line is built in."""
