"""Writes the training and validation examples and the manifest of what they were made from.

python -m training.reader.data

Reads the training sets, mined.jsonl and generated.jsonl; writes examples/train-*.jsonl (other draws of
the same questions), examples/validation.jsonl and examples/manifest.json. Questions without answer are a question beside a window that the hybrid ranks high, beside another
window of its article, beside its window without the answering sentences, or with a name, year or
number exchanged. Every window, answering or not, is shortened by the same rule, because a first
model learned to tell them by their length.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from training.reader.cloze import Cloze
from training.reader.commands import add_data, command, runs
from training.reader.examples import Example, read_examples
from training.reader.generated import files
from training.reader.making import Maker, Sources
from training.reader.mining import SETS
from training.reader.rewording import names_of, sharpened
from training.reader.windows import Asked, Window, read_set

SEED = 20261124
VALIDATION_SHARE = 0.05
NEGATIVE_SHARE = 0.85
DRAWS = {"cmrc2018_train": 1, "drcd_train": 2}
"""Examples drawn of a question for each part: short answers are rarer in the larger set."""
CLOZE_EACH = 3
CLOZE_PART = 9_000
"""Questions made of single sentences: of a window at most, of a part together."""
CLOZE_VALIDATION = 300


def load(data: Path, mined: Path) -> Sources:
    """The training sets with the mined windows; one article in twenty of the first is held out."""
    sets = tuple(read_set(data, name) for name in SETS)
    windows = tuple(one for each in sets for group in each.windows.values() for one in group)
    by_article: dict[str, tuple[Window, ...]] = {}
    for one in windows:
        by_article[one.article] = (*by_article.get(one.article, ()), one)
    first = sorted({one.article for one in windows if one.article.startswith(SETS[0])})
    held_out = Random(SEED).sample(first, round(VALIDATION_SHARE * len(first)))
    found: dict[str, tuple[int, ...]] = {}
    for line in mined.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["id"]] = tuple(number for number, _ in row["negatives"])
    names = sorted({name for one in sets[0].questions for name in names_of(one.text)})
    return Sources(
        sets=sets,
        windows=windows,
        by_article=by_article,
        articles={
            passage: group[0].article
            for each in sets
            for passage, group in each.windows.items()
            if group
        },
        mined=found,
        names=tuple(names),
        held_out=frozenset(held_out),
    )


def training(sources: Sources, seed: int) -> Iterator[Example]:
    """One part: every question with its answer, most of them without too."""
    maker = Maker(sources, seed)
    chance = Random(seed + 1)
    for each in sources.sets:
        for question in each.questions:
            windows = each.windows[question.passage]
            if not windows or windows[0].article in sources.held_out:
                continue
            sharp = replace(question, answers=sharpened(question.text, question.answers))
            positive = maker.positive(sharp, windows)
            if positive is None:
                continue
            for _ in range(DRAWS[each.name]):
                yield maker.varied(positive, each.name)
                negative = maker.negative(question, positive)
                if negative is not None and chance.random() < NEGATIVE_SHARE:
                    yield maker.varied(negative, each.name)
    for question in cloze(sources, seed, CLOZE_PART, held_out=False):
        positive = maker.positive(question, sources.sets[0].windows[question.passage])
        if positive is None:
            continue
        positive = replace(positive, kind=question.id.split("/")[0])
        yield maker.varied(positive, SETS[0])
        negative = maker.negative(question, positive)
        if negative is not None and chance.random() < NEGATIVE_SHARE:
            yield maker.varied(negative, SETS[0])


def cloze(sources: Sources, seed: int, number: int, *, held_out: bool) -> list[Asked]:
    """Questions of single sentences of the first set, simplified as its texts are."""
    windows = [
        one
        for group in sources.sets[0].windows.values()
        for one in group
        if (one.article in sources.held_out) == held_out
    ]
    made = list(Cloze(seed).questions(windows, CLOZE_EACH))
    return Random(seed).sample(made, min(number, len(made)))


def validation(sources: Sources) -> Iterator[dict[str, object]]:
    """Questions with all windows of their passage, and up to four that do not answer them."""
    maker = Maker(sources, SEED)
    for each in sources.sets[:1]:
        for question in each.questions:
            windows = each.windows[question.passage]
            if not windows or windows[0].article not in sources.held_out:
                continue
            positive = maker.positive(question, windows)
            found = [
                positive and way(question, positive)
                for way in (maker.mined, maker.inside, maker.removed, maker.exchanged)
            ]
            yield {
                "id": question.id,
                "question": question.text,
                "answers": question.answers,
                "windows": [[one.context, one.text] for one in windows],
                "negatives": [one.as_dict() for one in found if one],
            }


def cloze_row(sources: Sources, question: Asked) -> dict[str, object]:
    """As ``validation`` writes a question, without windows that do not answer it."""
    windows = sources.sets[0].windows[question.passage]
    return {
        "id": question.id,
        "question": question.text,
        "answers": question.answers,
        "windows": [[one.context, one.text] for one in windows],
        "negatives": [],
    }


def write(path: Path, rows: Sequence[dict[str, object]]) -> None:
    """One JSON object a line."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_examples(
    sources: Sources, generated: Path, out: Path, *, parts: int
) -> dict[str, dict[str, int]]:
    """Write all files of examples; returns how many there are of each kind in each part."""
    counts: dict[str, dict[str, int]] = {}
    for part in range(parts):
        made = list(training(sources, SEED + 100 * part))
        if part == 0:
            made.extend(read_examples(generated))
        Random(SEED + part).shuffle(made)
        write(out / f"train-{part}.jsonl", [one.as_dict() for one in made])
        counts[f"train-{part}"] = dict(Counter(one.kind for one in made))
    write(out / "validation.jsonl", list(validation(sources)))
    short = cloze(sources, SEED, CLOZE_VALIDATION, held_out=True)
    write(out / "validation-cloze.jsonl", [cloze_row(sources, one) for one in short])
    return counts


def main() -> None:
    parser = command(__doc__)
    parser.add_argument("--mined", type=Path, default=runs() / "mined.jsonl")
    parser.add_argument("--generated", type=Path, default=runs() / "generated.jsonl")
    parser.add_argument("--out", type=Path, default=runs() / "examples")
    parser.add_argument("--parts", type=int, default=4)
    add_data(parser)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    sources = load(options.data, options.mined)
    counts = write_examples(sources, options.generated, options.out, parts=options.parts)
    manifest = {
        "seed": SEED,
        "draws of a question for each part": DRAWS,
        "share with a negative": NEGATIVE_SHARE,
        "validation articles": sorted(sources.held_out),
        "examples": counts,
        "made": {path.name: digest(path) for path in sorted(options.out.glob("*.jsonl"))},
        "files": {
            f"{name}/{file}": digest(options.data / name / file)
            for name in SETS
            for file in ("corpus.jsonl", "queries.jsonl")
        },
        "statutes and reports": {
            f"{path.parent.name}/{path.name}": digest(path) for path in files(options.data)
        },
        "negatives": digest(options.mined),
        "generated": digest(options.generated),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (options.out / "manifest.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
