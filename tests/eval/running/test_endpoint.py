"""A chat server as a system under evaluation, over a real socket on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from youju.errors import EvaluationError
from youju.schema import Role, Turn
from youju_eval.chat_client import ChatClient, ServerFailedError
from youju_eval.running import endpoint_answers
from youju_eval.sets import EvaluationQuestion

QUESTION = EvaluationQuestion(
    "q1", "figure", "年假几天?", history=(Turn(Role.USER, "病假呢?"), Turn(Role.ASSISTANT, "15天"))
)


class Server:
    """Gives the replies it was told to, in order (the last one for ever), and keeps what it was asked."""

    def __init__(self, *replies):
        self.replies, self.asked = list(replies), []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["content-length"])
                server.asked.append(
                    (self.path, dict(self.headers), json.loads(self.rfile.read(length)))
                )
                reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
                status, body = reply if isinstance(reply, tuple) else (200, reply)
                content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *arguments):
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *leaving):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def reply(content, **fields):
    return {"choices": [{"message": {"role": "assistant", "content": content, **fields}}]}


def ask(server, *, key="", **options):
    with ChatClient(server.url, model="m", key=key, pause=0.01, timeout=5) as client:
        return endpoint_answers(client, **options)(QUESTION)


def test_the_conversation_is_sent_and_the_answer_read():
    with Server(reply("10天。")) as server:
        record = ask(server, key="secret")
    path, headers, body = server.asked[0]
    assert path == "/v1/chat/completions"
    assert (
        headers["authorization" if "authorization" in headers else "Authorization"]
        == "Bearer secret"
    )
    assert [message["content"] for message in body["messages"]] == ["病假呢?", "15天", "年假几天?"]
    assert (body["model"], body["temperature"], body["stream"]) == ("m", 0, False)
    assert (record["status"], record["answer"], record["confidence"]) == (
        "answered",
        "10天。",
        None,
    )
    assert record["timings_ms"]["total"] > 0


@pytest.mark.parametrize(
    "text",
    [
        "资料中没有提到年假的天数。",
        "抱歉，根据提供的上下文，我无法回答这个问题。",
        "文档未说明年假天数。",
        "I could not find this in the documents.",
        "The context does not mention annual leave.",
        "<think>也许10天?</think>\n不知道。",
        "",
    ],
)
def test_refusals_are_told_by_their_words(text):
    with Server(reply(text)) as server:
        record = ask(server)
    assert (record["status"], record["answer"]) == ("not_found", "")


@pytest.mark.parametrize("text", ["10天。未休的年假不能折算工资。", "每年10天[1]。", "Ten days."])
def test_answers_are_no_refusals(text):
    with Server(reply(text)) as server:
        assert ask(server)["status"] == "answered"


def test_ones_own_pattern_tells_refusals():
    with Server(reply("N/A")) as server:
        assert ask(server, refusal=r"^N/A$")["status"] == "not_found"
    with Server(reply("x")) as server, pytest.raises(EvaluationError, match="--refusal"):
        ask(server, refusal="(")


@pytest.mark.parametrize(
    "fields",
    [
        {
            "sources": [
                {"document": "手册.md", "text": "享有10天年假", "start": 3, "end": 9, "score": 0.9}
            ]
        },
        {"context": {"citations": [{"title": "手册.md", "content": "享有10天年假"}]}},
    ],
)
def test_sources_are_read_from_the_fields_servers_use(fields):
    with Server(reply("10天[1]", **fields)) as server:
        record = ask(server)
    (cited,) = record["citations"]
    assert (cited["number"], cited["document"], cited["text"]) == (1, "手册.md", "享有10天年假")
    assert record["retrieved"][0]["text"] == "享有10天年假"


def test_a_busy_server_is_asked_again():
    with Server((429, "later"), (503, "later"), reply("10天")) as server:
        assert ask(server)["answer"] == "10天"
    assert len(server.asked) == 3


def test_a_failed_question_is_a_record_and_a_dead_server_ends_the_run():
    with (
        Server((500, "broken")) as server,
        ChatClient(server.url, model="m", pause=0.001) as client,
    ):
        answers = endpoint_answers(client)
        assert [answers(QUESTION)["status"] for _ in range(4)] == ["error"] * 4
        with pytest.raises(ServerFailedError, match="HTTP 500"):
            answers(QUESTION)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((401, "no"), "OPENAI_API_KEY"),
        ((404, "no"), "--endpoint"),
        ((200, "<html>"), "OpenAI chat protocol"),
        ((200, {"choices": []}), "OpenAI chat protocol"),
    ],
)
def test_what_would_fail_every_time_is_an_error_that_says_what_to_do(answer, said):
    with Server(answer) as server, pytest.raises(EvaluationError, match=said):
        ask(server)


def test_nobody_there_and_no_address_are_errors():
    with Server(reply("x")) as server:
        url = server.url
    with ChatClient(url, model="m") as client, pytest.raises(EvaluationError, match="runs"):
        client.complete([{"role": "user", "content": "?"}])
    with pytest.raises(EvaluationError, match="no valid address"):
        ChatClient("http://[::1", model="m")
