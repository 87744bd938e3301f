"""All that the chat does when something is clicked, by what it is about.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from dataclasses import dataclass

from youju_ui.chat.adding import Adding
from youju_ui.chat.context import Context
from youju_ui.chat.keeping import Keeping
from youju_ui.chat.openings import Openings
from youju_ui.chat.page import Page
from youju_ui.chat.questions import Questions
from youju_ui.chat.removals import FOLDER as REMOVED
from youju_ui.chat.removals import Removals
from youju_ui.chat.shelf import Shelf
from youju_ui.chat.suggestions import Suggestions
from youju_ui.chat.trialling import Trialling
from youju_ui.chat.trialruns import FOLDER, Trials


@dataclass(frozen=True, slots=True)
class Handlers:
    """The handlers of one page; each method of theirs is one event."""

    questions: Questions
    openings: Openings
    keeping: Keeping
    adding: Adding
    shelf: Shelf
    page: Page
    trialling: Trialling

    @classmethod
    def over(cls, context: Context) -> Handlers:
        """The handlers over one library, its history and the rights of its readers."""
        removals = Removals(context.originals, context.library.path / REMOVED)
        page = Page(context, removals)
        return cls(
            questions=Questions(context, Suggestions()),
            openings=Openings(context),
            keeping=Keeping(context),
            adding=Adding(context, page),
            shelf=Shelf(context, page, removals),
            page=page,
            trialling=Trialling(context, Trials(context.library.path / FOLDER)),
        )
