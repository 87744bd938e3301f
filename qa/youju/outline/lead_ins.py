"""The words that lead in to a list become the head of its items: 申请时应当提交下列材料："""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from youju.outline.readings import label
from youju.schema import Block, BlockKind

_LEADS_IN = re.compile(r"[^。！？]*[：:]\s*$")
_ITEM_START = re.compile(
    r"^\s*(?:[—－–-]{1,2}|[●•·◆■*]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])"
)
_LONGEST_HEAD = 80


def with_list_heads(blocks: Sequence[Block]) -> list[Block]:
    """Give the items of a list the words that lead in to it: 申请时应当提交下列材料："""
    result: list[Block] = []
    head = ""
    path: tuple[str, ...] = ()
    for block in blocks:
        if block.kind in (BlockKind.TOC, BlockKind.FURNITURE):
            result.append(block)
            continue
        is_item = block.kind is BlockKind.LIST_ITEM or (
            block.kind is BlockKind.PARAGRAPH and _ITEM_START.match(block.text) is not None
        )
        inside = head and is_item and block.heading_path[: len(path)] == path
        if inside and not block.head:
            result.append(dataclasses.replace(block, head=head))
            continue
        result.append(block)
        led = _LEADS_IN.search(block.text[-2 * _LONGEST_HEAD :])
        is_text = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        head = label(led.group())[-_LONGEST_HEAD:] if led and is_text else ""
        path = block.heading_path
    return result
