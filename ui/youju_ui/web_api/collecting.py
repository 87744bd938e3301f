"""The collections of one asker: those that hold documents, those made by name, and ``default``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.errors import Message
from youju.schema import DEFAULT_COLLECTION, Scope
from youju_ui.messages import web_api as texts
from youju_ui.web_api.problems import Problem, ProblemError

if TYPE_CHECKING:
    from youju_ui.access.values import Access
    from youju_ui.web_api.service import Service


def collections_of(service: Service, access: Access) -> dict[str, int]:
    """His collections by name, with the number of their documents."""
    counts = service.view(access).collections()
    names = [DEFAULT_COLLECTION, *(one.name for one in service.shelf.collections())]
    made = {name: 0 for name in names if access.reads(name)}
    return dict(sorted({**made, **counts}.items()))


def require_known(service: Service, access: Access, name: str) -> int:
    """How many documents one of his collections holds.

    Raises:
        ProblemError: it is not there, or not his (404).
    """
    counts = collections_of(service, access)
    if name not in counts:
        detail = Message(
            zh=texts.NO_COLLECTION.zh.format(collection=name),
            en=texts.NO_COLLECTION.en.format(collection=name),
        )
        raise ProblemError(Problem(404, "not_found", detail))
    return counts[name]


def drop_collection(service: Service, access: Access, name: str) -> int:
    """Take a collection away with all its documents; how many they were.

    Raises:
        ProblemError: it is not there, or not his (404).
    """
    require_known(service, access, name)
    view = service.view(access)
    documents = view.documents(scope=Scope(collections=frozenset({name})))
    for document in documents:
        view.remove(document.id)
    service.shelf.drop_collection(name)
    return len(documents)
