"""Which document is meant by what a person calls it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from youju.errors import NotInLibraryError
from youju.schema import Document


def find_document(known: Sequence[Document], name: str) -> Document:
    """The document a person means by an id, a source, a path to it, or a name, in this order.

    Raises:
        NotInLibraryError: none is called so, or more than one.
    """
    absolute = str(Path(name).expanduser().absolute())
    for matches in (
        [one for one in known if one.id == name],
        [one for one in known if one.source in (name, absolute)],
        [one for one in known if one.name == name],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            ids = ", ".join(one.id for one in matches)
            raise NotInLibraryError(
                zh=f"有 {len(matches)} 个文档都叫 {name}，请改用编号：{ids}。",
                en=f"{len(matches)} documents are called {name}; use an id: {ids}.",
            )
    raise NotInLibraryError(
        zh=f"资料库里没有文档 {name}。用 youju list 查看已有文档。",
        en=f"There is no document {name} in the library. See youju list for what is there.",
    )
