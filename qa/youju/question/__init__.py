"""What a question asks for: the kind of answer, the quantity and unit, the years, plan or review.

Reads the question alone, by the grammar of Chinese (and a little English) questions; nothing here
knows any document.
"""

from youju.question.kinds import in_words
from youju.question.reading import understand
from youju.question.wanted import LAST, LONGER, OPEN, Aim, Asks, Wanted

__all__ = ["LAST", "LONGER", "OPEN", "Aim", "Asks", "Wanted", "in_words", "understand"]
