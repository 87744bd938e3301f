"""A client of the OpenAI chat protocol, as far as evaluation needs one: messages in, one reply out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self, cast

import httpx

from youju.errors import EvaluationError

_PATH = "/chat/completions"
_TRIES = 4
_AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504})
"""Status codes after which a server is asked again."""
_LONGEST_WAIT = 30.0
"""Seconds; a server that wants more is taken as failing."""


class ServerFailedError(EvaluationError):
    """One request failed for good; the next may not."""


@dataclass(frozen=True, slots=True)
class ChatReply:
    """What a server replied: the text, and all fields of the reply and its message."""

    text: str
    fields: Mapping[str, object]
    message: Mapping[str, object]


class ChatClient:
    """Talks to one model of one server.

    Args:
        url: the base (``http://localhost:8000/v1``) or the full address of ``chat/completions``.
        model: what the server calls its model.
        key: sent as a bearer token; none is sent when empty.
        timeout: seconds for one reply.
        pause: seconds before the second try; it doubles with every further one.
    """

    def __init__(
        self, url: str, *, model: str, key: str = "", timeout: float = 120.0, pause: float = 1.0
    ) -> None:
        base = url.rstrip("/")
        self.url = base if base.endswith(_PATH) else base + _PATH
        self.model = model
        self._pause = pause
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            self._client = httpx.Client(timeout=timeout, headers=headers)
            self._client.build_request("POST", self.url)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise EvaluationError(
                zh=f"--endpoint {url} 不是有效的网址。例如：http://localhost:8000/v1",
                en=f"--endpoint {url} is no valid address. An example: http://localhost:8000/v1",
            ) from error

    def complete(self, messages: Sequence[Mapping[str, str]]) -> str:
        """The text of the reply.

        Raises:
            EvaluationError: the server cannot be reached, or does not speak the protocol.

        """
        return self.reply(messages).text

    def reply(self, messages: Sequence[Mapping[str, str]]) -> ChatReply:
        """The reply to a conversation, at temperature 0.

        Raises:
            ServerFailedError: this request failed, tried several times.
            EvaluationError: every request would: not reachable, not allowed, another protocol.

        """
        body = {
            "model": self.model,
            "messages": [dict(message) for message in messages],
            "temperature": 0,
            "stream": False,
        }
        response = self._sent(body)
        if response.status_code in {401, 403, 404, 405}:
            raise self._refused(response)
        if response.is_error:
            detail = f"HTTP {response.status_code} {response.text[:200]}"
            raise ServerFailedError(
                zh=f"{self.url} 没有回答：{detail}", en=f"{self.url} did not answer: {detail}"
            )
        return self._read(response)

    def close(self) -> None:
        """Close the connection; calling it twice is fine."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _sent(self, body: Mapping[str, object]) -> httpx.Response:
        """The response, after further tries where that may help."""
        wait = self._pause
        for attempt in range(1, _TRIES + 1):
            try:
                response = self._client.post(self.url, json=body)
            except httpx.TimeoutException as error:
                if attempt == _TRIES:
                    raise ServerFailedError(
                        zh=f"{self.url} 超时没有回答。", en=f"{self.url} did not answer in time."
                    ) from error
            except httpx.TransportError as error:
                raise EvaluationError(
                    zh=f"连不上 {self.url}：{error}。请检查地址，以及服务是否已启动。",
                    en=f"{self.url} cannot be reached: {error}. Check the address, and that the server runs.",
                ) from error
            else:
                asked = _seconds(response.headers.get("retry-after"))
                if response.status_code not in _AGAIN or attempt == _TRIES:
                    return response
                wait = max(wait, asked)
                if wait > _LONGEST_WAIT:
                    return response
            time.sleep(wait)
            wait *= 2
        raise AssertionError("the last try returns or raises")

    def _read(self, response: httpx.Response) -> ChatReply:
        """The parts of a reply."""
        try:
            fields = cast("dict[str, object]", response.json())
            choices = cast("list[dict[str, object]]", fields["choices"])
            message = cast("dict[str, object]", choices[0]["message"])
            text = message.get("content") or ""
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise EvaluationError(
                zh=f"{self.url} 的回复不是 OpenAI 聊天协议的格式：{response.text[:200]}",
                en=f"{self.url} does not reply in the OpenAI chat protocol: {response.text[:200]}",
            ) from error
        return ChatReply(str(text), fields, message)

    def _refused(self, response: httpx.Response) -> EvaluationError:
        """What is wrong with the address or the key."""
        code = response.status_code
        if code in {401, 403}:
            return EvaluationError(
                zh=f"{self.url} 拒绝访问（HTTP {code}）。请把密钥放进环境变量 OPENAI_API_KEY。",
                en=f"{self.url} refused access (HTTP {code}). Put the key into the variable OPENAI_API_KEY.",
            )
        return EvaluationError(
            zh=f"{self.url} 没有聊天接口，或没有模型 {self.model}（HTTP {code}）。请检查 --endpoint 和 --endpoint-model。{response.text[:200]}",
            en=f"{self.url} has no chat endpoint, or no model {self.model} (HTTP {code}). Check --endpoint and --endpoint-model. {response.text[:200]}",
        )


def _seconds(header: str | None) -> float:
    """The wait a server asks for, 0 when it does not or in another form."""
    try:
        return float(header or 0)
    except ValueError:
        return 0.0
