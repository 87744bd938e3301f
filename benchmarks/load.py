"""Load on a server from this process: so many clients one after the other, at an even pace, or whatever becomes of them."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Answers:
    """What came back: milliseconds by status, refusals without Retry-After, connections that failed."""

    times: dict[int, list[float]] = field(default_factory=dict)
    without_retry_after: int = 0
    failed: Counter[str] = field(default_factory=Counter)

    def add(self, status: int, milliseconds: float, headers: str) -> None:
        self.times.setdefault(status, []).append(milliseconds)
        if status in {429, 503} and "retry-after:" not in headers:
            self.without_retry_after += 1

    def figures(self) -> dict[str, object]:
        return {
            "answers": {str(status): len(times) for status, times in sorted(self.times.items())},
            "failed": dict(self.failed),
            "refusals without Retry-After": self.without_retry_after,
            **{f"status {status}": spread(times) for status, times in sorted(self.times.items())},
        }


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50 ms": ordered[len(ordered) // 2],
        "p95 ms": ordered[int(len(ordered) * 0.95)],
        "p99 ms": ordered[int(len(ordered) * 0.99)],
        "max ms": ordered[-1],
    }


class Connection:
    """One connection that is kept, speaking just enough HTTP not to be what is measured."""

    def __init__(self, address: str) -> None:
        self._host, self._port = urlsplit(address).hostname or "", urlsplit(address).port or 80
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: Mapping[str, object], answers: Answers) -> None:
        """One request; what became of it goes into ``answers``."""
        sent = json.dumps(body).encode()
        head = f"POST {path} HTTP/1.1\r\nhost: {self._host}:{self._port}\r\ncontent-type: application/json\r\ncontent-length: {len(sent)}\r\n\r\n"
        begun = time.perf_counter()
        kept = self._streams is not None
        try:
            headers = await self._exchange(head.encode() + sent)
        except (OSError, asyncio.IncompleteReadError) as error:
            self._streams = None
            if kept:
                # The server closes what was idle for some seconds; every client opens it again.
                await self.post(path, body, answers)
            else:
                answers.failed[type(error).__name__] += 1
            return
        status = int(headers.split(" ", 2)[1])
        answers.add(status, (time.perf_counter() - begun) * 1000, headers)

    async def _exchange(self, request: bytes) -> str:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(request)
        headers = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(headers.partition("content-length:")[2].partition("\r\n")[0])
        await reader.readexactly(length)
        return headers

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()


async def closed_loop(
    address: str, questions: list[str], *, clients: int, seconds: float
) -> tuple[float, Answers]:
    """Questions answered a second when so many ask one after the other."""
    answers, until = Answers(), time.perf_counter() + seconds

    async def one(number: int) -> None:
        connection = Connection(address)
        while time.perf_counter() < until:
            await connection.post("/api/v1/ask", {"question": questions[number]}, answers)
            number = (number + 7) % len(questions)
        connection.close()

    begun = time.perf_counter()
    await asyncio.gather(*(one(number % len(questions)) for number in range(clients)))
    took = time.perf_counter() - begun
    return len(answers.times.get(200, ())) / took, answers


async def paced(
    address: str, questions: list[str], *, rate: float, clients: int, seconds: float
) -> Answers:
    """So many people who each ask at their own even pace, together ``rate`` questions a second."""
    answers, begun = Answers(), time.perf_counter()
    pause = clients / rate

    async def one(number: int) -> None:
        connection = Connection(address)
        turn = begun + pause * number / clients
        while turn < begun + seconds:
            await asyncio.sleep(max(0.0, turn - time.perf_counter()))
            question = questions[number % len(questions)]
            await connection.post("/api/v1/ask", {"question": question}, answers)
            number += 7
            turn += pause
        connection.close()

    await asyncio.gather(*(one(number) for number in range(clients)))
    return answers


async def flood(address: str, questions: list[str], *, rate: float, seconds: float) -> Answers:
    """Questions at a fixed rate whatever becomes of those before; none waits for another."""
    answers, idle = Answers(), list[Connection]()
    tasks, begun, sent = set[asyncio.Task[None]](), time.perf_counter(), 0

    async def one(number: int) -> None:
        connection = idle.pop() if idle else Connection(address)
        body = {"question": questions[number % len(questions)]}
        await connection.post("/api/v1/ask", body, answers)
        idle.append(connection)

    while (now := time.perf_counter()) < begun + seconds:
        while sent < (now - begun) * rate:
            task = asyncio.create_task(one(sent))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            sent += 1
        await asyncio.sleep(0.002)
    await asyncio.gather(*tasks)
    for connection in idle:
        connection.close()
    return answers
