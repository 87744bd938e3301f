"""What a reader of one result must know beside its figures, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from youju.errors import Message
from youju_eval.results import Result


def notes_on(result: Result) -> tuple[Message, ...]:
    """Questions without a record, documents that are not in the index, questions nobody asked."""
    notes: list[Message] = []
    if result.missing:
        notes.append(
            Message(
                zh=f"有 {len(result.missing)} 个问题没有记录，按最差值计：{shown(result.missing)}。",
                en=f"Questions without a record, counted as misses: {len(result.missing)} ({shown(result.missing)}).",
            )
        )
    if result.index is not None and result.index.failed:
        notes.append(
            Message(
                zh=f"有 {len(result.index.failed)} 个文档没能入库，相关问题必然答错：{result.index.failed[0]}",
                en=f"Documents that could not be taken in: {len(result.index.failed)}. Questions about them are "
                f"lost: {result.index.failed[0]}",
            )
        )
    if result.set.generated:
        notes.append(
            Message(
                zh=f"{result.set.questions} 个问题中有 {result.set.generated} 个是生成的，不是人写的。",
                en=f"{result.set.generated} of {result.set.questions} questions were generated, not asked "
                "by people.",
            )
        )
    return tuple(notes)


def shown(names: Sequence[str], *, most: int = 5) -> str:
    """The first few names, and that there are more."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
