"""What ``ask`` does with one question and with a file of them."""

from __future__ import annotations

import errno
import json
import sys
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from youju.errors import YoujuError
from youju.records import answer_record
from youju.schema import Status
from youju_ui import render
from youju_ui.batch import BatchQuestion, answer_lines
from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli import MESSAGES
from youju_ui.session import Session, scope_of, typed

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from youju.schema import Answer

STANDARD = Path("-")
"""Standard input or output instead of a file."""


class FileProblemError(YoujuError):
    """A file of questions or answers cannot be used; nothing was asked."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One run of ``ask``: its session and what the questions may see, by name."""

    session: Session
    collections: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def ask_one(asking: Asking, question: str, history: Sequence[str], *, as_json: bool) -> bool:
    """Answer one question; False when the documents do not.

    Raises:
        YoujuError: the library cannot be opened, or the question cannot be asked.

    """
    session = asking.session
    with session.open() as library:
        scope = scope_of(library, asking.collections, [typed(name) for name in asking.documents])
        answer = library.ask(
            typed(question), history=[typed(earlier) for earlier in history], scope=scope
        )
    if as_json:
        session.output.json(answer_record(answer, language=session.language))
    else:
        session.output.result(render.answer(answer, language=session.language))
    if session.verbose:
        times = answer.trace.timings_ms.items()
        timings = ", ".join(f"{stage} {milliseconds:.1f}" for stage, milliseconds in times)
        session.output.note(session.say("ask.timings", timings=timings), style="dim")
    return answer.status is Status.ANSWERED


def ask_batch(asking: Asking, questions: Path, out: Path) -> None:
    """Answer a file of questions, each record written as soon as it is there.

    Raises:
        FileProblemError: the questions cannot be read or the answers not be written.
        YoujuError: the library cannot be used.

    """
    session = asking.session
    counts: Counter[str] = Counter()

    def failed(line: int, message: str) -> None:
        session.output.note(
            session.say("batch.bad_line", line=line, message=message), style="yellow"
        )

    with ExitStack() as stack:
        lines = stack.enter_context(_reading(questions))
        if out != STANDARD and _same(questions, out):
            raise _same_file(out)
        library = stack.enter_context(session.open())
        scope = scope_of(library, asking.collections, [typed(name) for name in asking.documents])
        answers = stack.enter_context(_writing(out))
        counted = stack.enter_context(_counted(session, lines))

        def ask(question: BatchQuestion) -> Answer:
            return library.ask(question.text, history=question.history, scope=scope)

        for record in answer_lines(counted, ask, language=session.language, failed=failed):
            answers.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            answers.flush()
            counts[record["status"]] += 1
    _summarize(session, counts)


@contextmanager
def _reading(path: Path) -> Generator[BinaryIO]:
    """The questions as bytes: one line that is no UTF-8 must not stop the others."""
    if path == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise _file_problem("file.cannot_read", path, error) from error
    with stream:
        yield stream


@contextmanager
def _writing(path: Path) -> Generator[BinaryIO]:
    """Where the answers go."""
    if path == STANDARD:
        yield sys.stdout.buffer
        return
    try:
        stream = path.open("wb")
    except OSError as error:
        raise _file_problem("file.cannot_write", path, error) from error
    with stream:
        yield stream


@contextmanager
def _counted(session: Session, lines: BinaryIO) -> Generator[Iterable[bytes]]:
    """The lines, with a bar that knows how many there are when they come from a file."""
    total: int | None = None
    if lines.seekable() and lines is not sys.stdin.buffer:
        total = sum(1 for line in lines if line.strip())
        lines.seek(0)
    with session.output.progress() as bars:
        task = bars.add_task(session.say("batch.progress"), total=total)

        def counting() -> Iterator[bytes]:
            for line in lines:
                yield line
                if line.strip():
                    bars.advance(task)

        yield counting()


def _summarize(session: Session, counts: Counter[str]) -> None:
    """Print how many questions came to what."""
    session.output.note(
        session.say(
            "batch.summary",
            total=counts.total(),
            answered=counts["answered"],
            not_found=counts["not_found"],
            errors=counts["error"],
        )
    )


def _same(first: Path, second: Path) -> bool:
    """Whether both are one file."""
    return first != STANDARD and second.exists() and second.samefile(first)


def _file_problem(key: str, path: Path, error: OSError) -> FileProblemError:
    """What the system says of a file, in both languages where we know its words."""
    known = f"system.{errno.errorcode.get(error.errno or 0, '')}"
    catalogue = Catalogue(MESSAGES)
    reason = catalogue.both(known if known in MESSAGES else "system", words=error.strerror or "")
    return FileProblemError(
        zh=catalogue.text(key, "zh-CN", path=str(path), reason=reason.zh),
        en=catalogue.text(key, "en", path=str(path), reason=reason.en),
    )


def _same_file(path: Path) -> FileProblemError:
    """The answers would be written over the questions."""
    message = Catalogue(MESSAGES).both("file.same", path=str(path))
    return FileProblemError(zh=message.zh, en=message.en)
