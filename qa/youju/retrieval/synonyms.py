"""The user's own synonyms: a text file, one group a line, and which of its words a question holds.

    # comments begin with a number sign
    学位 上学 入学
    孩子上学 => 学位 入学

Words are divided by blanks or commas (、 ， ,). ``=>`` goes one way: a question with a word on its left is
also searched with those on its right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from youju.errors import ConfigError
from youju.normalize import normalize
from youju.retrieval.otherwords import NO_OTHERS, Frequencies, OtherWords, counted
from youju.segmentation import content_words, plain_words

FILE_NAME = "synonyms.txt"
SHARE = 0.9
"""What a synonym counts of the word itself."""
_COMMENT = re.compile(r"(?:^|\s)#.*")
_DIVIDED = re.compile(r"[\s、，,]+")
_ONE_WAY = "=>"
_LETTERS = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Synonyms:
    """By word, as in the index copy: the words a question with it is searched with as well."""

    by_word: Mapping[str, tuple[str, ...]]

    def of(self, question: str, frequencies: Frequencies) -> OtherWords:
        """What stands for the words of a question, and the question in the words of the library.

        A synonym is looked for in the text of the question, so that it is found also where the
        segmenter cuts otherwise; each content word it overlaps may be replaced by it, and counts by
        how much of the word it is.
        """
        plain = normalize(question).text if self.by_word else ""
        present = [word for word in self.by_word if word in plain]
        if not present:
            return NO_OTHERS
        places = tuple(_places(plain, content_words(question)))
        edges = {
            edge for _, start, end in _places(plain, plain_words(question)) for edge in (start, end)
        }
        found: dict[str, dict[str, float]] = {}
        reworded = plain
        for word in sorted(present, key=len, reverse=True):
            spans = tuple(_occurrences(plain, word, edges))
            if spans:
                reworded = reworded.replace(word, self._commoner(word, frequencies))
            for start, end in spans:
                for content, begin, stop in places:
                    common = min(end, stop) - max(start, begin)
                    if common > 0:
                        known = found.setdefault(content, {})
                        share = SHARE * common / (stop - begin)
                        for other in self.by_word[word]:
                            known[other] = max(share, known.get(other, 0.0))
        return OtherWords(by_word=found, reworded="" if reworded == plain else reworded)

    def and_also(self, more: Synonyms) -> Synonyms:
        """These and others."""
        together = {
            word: tuple(dict.fromkeys((*self.by_word.get(word, ()), *more.by_word.get(word, ()))))
            for word in (*self.by_word, *more.by_word)
        }
        return Synonyms(together)

    def _commoner(self, word: str, frequencies: Frequencies) -> str:
        """The word, or what stands for it where the library has that more often."""
        counts = counted((word, *self.by_word[word]), frequencies)
        return max((word, *self.by_word[word]), key=lambda one: counts.get(one, 0))


NO_SYNONYMS = Synonyms({})


def find_synonyms(library: Path, named: Path | None) -> Synonyms:
    """The general ones, and those of the file that is named, else of ``synonyms.txt`` in a library's folder.

    Raises:
        ConfigError: as ``read_synonyms``.
    """
    beside = library / FILE_NAME
    if named is not None:
        return general_synonyms().and_also(read_synonyms(named))
    return general_synonyms().and_also(read_synonyms(beside) if beside.is_file() else NO_SYNONYMS)


@cache
def general_synonyms() -> Synonyms:
    """The short forms of official and business prose that come with the install."""
    return read_synonyms(Path(__file__).with_name("abbreviations.txt"))


def read_synonyms(file: Path) -> Synonyms:
    """The synonyms of a file in UTF-8.

    Raises:
        ConfigError: it cannot be read, or a line is no group; the message names file and line and says
            what to write.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise ConfigError(
            zh=f"找不到同义词文件 {file}。请检查设置 retrieval.synonyms，或新建这个文件，每行写一组同义词。",
            en=f"There is no synonyms file {file}. Check the setting retrieval.synonyms, or make the file with one group of synonyms a line.",
        ) from error
    except OSError as error:
        raise ConfigError(
            zh=f"无法读取同义词文件 {file}：{error.strerror}。",
            en=f"The synonyms file {file} cannot be read: {error.strerror}.",
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            zh=f"同义词文件 {file} 不是 UTF-8 编码。请另存为 UTF-8 后重试。",
            en=f"The synonyms file {file} is not in UTF-8. Save it as UTF-8 and try again.",
        ) from error
    by_word: dict[str, dict[str, None]] = {}
    for number, line in enumerate(lines, start=1):
        for word, others in _group(line, file, number):
            by_word.setdefault(word, {}).update(dict.fromkeys(others))
    return Synonyms({word: tuple(others) for word, others in by_word.items()})


def _group(line: str, file: Path, number: int) -> Iterator[tuple[str, Sequence[str]]]:
    told = _COMMENT.sub("", line).strip()
    if not told:
        return
    sides = [_words(side) for side in told.split(_ONE_WAY)]
    if len(sides) > 2 or not all(sides) or (len(sides) == 1 and len(sides[0]) < 2):
        raise ConfigError(
            zh=f"同义词文件 {file} 第 {number} 行无法理解：{told}。每行写两个以上的词，用空格隔开，例如“学位 上学 入学”；"
            "只要单向时写“孩子上学 => 学位 入学”；说明文字以 # 开头。",
            en=f"Line {number} of the synonyms file {file} makes no sense: {told}. Write two or more words with blanks "
            'between them, such as "car automobile"; "car => automobile" for one way only; begin remarks with #.',
        )
    for word in sides[0]:
        others = [other for other in sides[-1] if other != word]
        if others:
            yield word, others


def _words(side: str) -> list[str]:
    """The words of one side as in the index copy, without repeats and bare marks."""
    plain = (normalize(word).text for word in _DIVIDED.split(side))
    return list(dict.fromkeys(word for word in plain if any(one.isalnum() for one in word)))


def _places(plain: str, pieces: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The pieces of a text in order, with where each first stands behind the one before."""
    end = 0
    for piece in pieces:
        start = plain.find(piece, end)
        if start < 0:
            start = plain.find(piece)
        if start >= 0:
            end = start + len(piece)
            yield piece, start, end


def _occurrences(plain: str, word: str, edges: set[int]) -> Iterator[tuple[int, int]]:
    """Where a word stands in a text as a word: 学位 does not in 小学|位置, AI not in maintain."""
    start = plain.find(word)
    while start >= 0:
        end = start + len(word)
        joined = (_letters(plain[start - 1 : start]) and _letters(word[0])) or (
            _letters(plain[end : end + 1]) and _letters(word[-1])
        )
        if not joined and (start in edges or end in edges):
            yield start, end
        start = plain.find(word, start + 1)


def _letters(character: str) -> bool:
    return bool(_LETTERS.match(character))
