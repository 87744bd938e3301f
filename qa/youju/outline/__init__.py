"""Headings as a tree, tables of contents, title and date of a parsed document.

``tree`` builds the tree; ``numbering`` knows the numbers of Chinese headings, ``headings`` what a
heading looks like, ``contents`` tables of contents, ``masthead`` and ``naming`` the lines above the
text. A new way of numbering is one more style in ``numbering``.
"""

from youju.outline.tree import OUTLINE, Outlined, outline

__all__ = ["OUTLINE", "Outlined", "outline"]
