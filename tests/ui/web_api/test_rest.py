"""``/api/v1``: what its clients lean on, in the words of the caller."""

import json
import time

import pytest
from tests.support import serving
from tests.support.serving import QUESTION

from youju.errors import LibraryLockedError, ModelNotFoundError

ENGLISH = {"accept-language": "en-GB,en;q=0.8"}


def upload(client, name="食堂.txt", text="食堂每天十一点半开饭，周三供应饺子。", **options):
    headers = options.pop("headers", {})
    return client.post(
        "/api/v1/documents",
        files={"file": (name, text.encode())},
        data=options,
        headers=headers,
    )


def test_an_answer_is_the_record_of_the_command_line(client, library):
    from youju.records import answer_record

    told = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    expected = answer_record(library.ask(QUESTION), language="zh-CN")
    assert {**told, "timings_ms": {}} == {**expected, "timings_ms": {}}
    assert told["status"] == "answered"


def test_the_document_describes_the_records_as_they_are(client, library):
    from youju_ui.web_api.rest import models

    told = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    assert models.Answer.model_validate(told).model_dump() == told
    found = client.post("/api/v1/search", json={"query": QUESTION}).json()
    assert models.SearchResponse.model_validate(found).model_dump() == found
    listed = client.get("/api/v1/documents").json()
    assert models.DocumentPage.model_validate(listed).model_dump() == listed
    detail = client.get(f"/api/v1/documents/{library.documents()[0].id}").json()
    assert models.DocumentDetail.model_validate(detail).model_dump() == detail


def test_a_follow_up_leans_on_its_history(client):
    body = {"question": "粮食总产量呢？", "history": ["白鹭镇2024年地区生产总值是多少？"]}
    assert "1.8万吨" in client.post("/api/v1/ask", json=body).json()["answer"]
    turns = [{"role": "user", "content": body["history"][0]}]
    assert "1.8万吨" in client.post("/api/v1/ask", json={**body, "history": turns}).json()["answer"]


def test_reasons_are_in_the_language_of_the_caller(client):
    body = {"question": "火星上有多少只企鹅？"}
    chinese = client.post("/api/v1/ask", json=body).json()
    english = client.post("/api/v1/ask", json=body, headers=ENGLISH).json()
    assert chinese["status"] == english["status"] == "not_found"
    assert not chinese["reason"].isascii()
    assert "企鹅" in chinese["reason"]
    assert "nearest" in english["reason"].lower()


@pytest.mark.parametrize("how", [{"stream": True}, {}])
def test_a_stream_is_the_answer_in_events(client, how):
    headers = {} if how else {"accept": "text/event-stream"}
    sent = {"question": QUESTION, **how}
    with client.stream("POST", "/api/v1/ask", json=sent, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        events = "".join(answer.iter_text()).strip().split("\n\n")
    parsed = [
        (event.split("\n")[0].removeprefix("event: "), json.loads(event.partition("data: ")[2]))
        for event in events
    ]
    names = [name for name, _ in parsed]
    assert names[0] == "started"
    assert names[-2:] == ["answer", "done"]
    record = dict(parsed)["answer"]
    assert "".join(data["text"] for name, data in parsed if name == "delta") == record["answer"]
    assert [data for name, data in parsed if name == "citation"] == record["citations"]


def test_what_goes_wrong_in_a_stream_is_its_last_event(client, library, monkeypatch):
    def fail(*_, **__):
        raise ModelNotFoundError(zh="没有模型", en="no model")

    monkeypatch.setattr(library, "ask", fail)
    told = client.post("/api/v1/ask", json={"question": QUESTION, "stream": True}).text
    assert told.rstrip().endswith(
        'event: error\ndata: {"code": "model_unavailable", "detail": "没有模型"}'
    )


def test_a_mistake_of_ours_in_a_stream_is_its_last_event_too(client, library, monkeypatch, caplog):
    def fail(*_, **__):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(library, "ask", fail)
    told = client.post("/api/v1/ask", json={"question": QUESTION, "stream": True}).text
    assert 'event: error\ndata: {"code": "failed"' in told
    assert "secret" not in told
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    ("path", "body", "where"),
    [
        ("search", {}, "body.query"),
        ("search", {"query": ""}, "body.query"),
        ("search", {"query": "？？"}, "body.query"),
        ("search", {"query": "x" * 2001}, "body.query"),
        ("search", {"query": "年假", "k": 0}, "body.k"),
        ("search", {"query": "年假", "k": "5"}, "body.k"),
        ("search", {"query": "年假", "depth": 5}, "body.depth"),
        ("ask", {"question": "年假", "threshold": 2}, "body.threshold"),
        ("ask", {"question": "年假", "stream": "yes"}, "body.stream"),
    ],
)
def test_a_request_that_does_not_fit_is_told_where(client, path, body, where):
    chinese = client.post(f"/api/v1/{path}", json=body)
    english = client.post(f"/api/v1/{path}", json=body, headers=ENGLISH)
    assert chinese.status_code == 422
    assert chinese.headers["content-type"] == "application/problem+json"
    assert chinese.headers["content-language"] == "zh-CN"
    assert [error["where"] for error in chinese.json()["errors"]] == [where]
    assert not chinese.json()["errors"][0]["message"].isascii()
    assert english.json()["errors"][0]["message"].isascii()
    assert english.json()["title"] == "The request does not fit"


def test_paths_and_methods_that_are_not_there_are_problems_too(client):
    missing = client.get("/api/v1/nothing")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    wrong = client.put("/api/v1/documents")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, POST")
    garbled = client.post("/api/v1/ask", content=b"{", headers={"content-type": "application/json"})
    assert garbled.status_code == 422
    assert garbled.json()["errors"][0]["message"] == "不是有效的 JSON。"


def test_every_request_has_an_id_of_its_own_or_the_callers(client):
    first, second = client.get("/healthz"), client.get("/healthz")
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    mine = client.get("/api/v1/nothing", headers={"x-request-id": "trace-1"})
    assert mine.headers["x-request-id"] == mine.json()["request_id"] == "trace-1"
    forged = client.get("/healthz", headers={"x-request-id": "a b;c"})
    assert forged.headers["x-request-id"] != "a b;c"


def test_a_document_comes_in_by_a_job_and_goes_out(client):
    sent = upload(client, collection="后勤", metadata=["floor=2", "note=a=b"])
    assert sent.status_code == 202
    job = serving.finished(client, sent.headers["location"])
    assert (job["state"], job["progress"], job["result"]["change"]) == ("done", 1.0, "added")
    document = job["result"]["document"]
    assert document["metadata"]["note"] == "a=b"
    path = f"/api/v1/documents/{document['id']}"
    shown = client.get(path)
    assert shown.json()["collection"] == "后勤"
    found = client.post("/api/v1/search", json={"query": "饺子", "collections": ["后勤"]}).json()
    assert found["passages"][0]["document_id"] == document["id"]
    wrong = client.delete(path, headers={"if-match": '"other"'})
    assert (wrong.status_code, wrong.json()["code"]) == (412, "changed")
    assert client.delete(path, headers={"if-match": shown.headers["etag"]}).status_code == 204
    assert client.get(path).status_code == 404
    assert client.delete(path).status_code == 404


def test_what_cannot_be_read_is_a_failed_job_with_its_reason(client):
    sent = client.post("/api/v1/documents", files={"file": ("坏.pdf", b"%PDF-1.7 broken")})
    job = serving.finished(client, sent.headers["location"])
    assert (job["state"], job["problem"]["code"]) == ("failed", "unreadable")
    assert "坏.pdf" in job["problem"]["detail"]
    english = client.get(sent.headers["location"], headers=ENGLISH).json()
    assert english["problem"]["detail"] != job["problem"]["detail"]


def test_an_upload_sent_twice_under_one_key_is_one_job(client):
    key = {"idempotency-key": "abc"}
    first, second = upload(client, headers=key), upload(client, headers=key)
    assert first.json()["id"] == second.json()["id"]
    assert second.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    other = upload(client, text="别的内容。", headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    assert upload(client, headers={"idempotency-key": "def"}).json()["id"] != first.json()["id"]


def test_names_of_uploads_are_only_names(client):
    sent = upload(client, name="../../etc/\u202e饭堂\\菜单.txt")
    job = serving.finished(client, sent.headers["location"])
    assert job["result"]["document"]["name"] == "菜单.txt"


def test_a_file_over_the_limit_is_refused(library):
    from dataclasses import replace

    from youju.settings import LimitSettings, Settings
    from youju_ui.web_api.mounting import build_application, guard
    from youju_ui.web_api.service import Service

    settings = replace(Settings(), limits=LimitSettings(file_bytes=1000))
    service = Service.over(library, settings=settings)
    app = build_application(service)
    guard(app, service)
    with serving.client(app) as client:
        answer = upload(client, text="字" * 1_000_000)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert client.post("/api/v1/ask", content=b"x" * 9_000_000).status_code == 413


def test_lists_go_on_page_by_page_also_when_documents_go(client, library):
    for number in range(5):
        library.add_bytes(f"第{number}份通知，明天放假。".encode(), f"通知{number}.txt")
    seen, cursor = [], ""
    while True:
        page = client.get("/api/v1/documents", params={"limit": 2, "cursor": cursor})
        seen += [one["name"] for one in page.json()["documents"]]
        cursor = page.json()["next"]
        if cursor is None:
            break
        assert 'rel="next"' in page.headers["link"]
        if len(seen) == 2:
            library.remove(seen[-1])
    assert len(seen) == len(set(seen)) == 7
    assert page.json()["total"] == 6
    only = client.get("/api/v1/documents", params={"collection": "default"}).json()
    assert {one["collection"] for one in only["documents"]} == {"default"}


def test_what_has_not_changed_is_not_sent_again(client, library):
    document = library.documents()[0]
    for path in (
        "/api/v1/documents",
        f"/api/v1/documents/{document.id}",
        f"/api/v1/documents/{document.id}/text",
        f"/api/v1/documents/{document.id}/passages",
        f"/api/v1/passages/{library.passages(document.id)[0].id}",
        "/api/v1/collections",
    ):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": f'"x", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["etag"] == first.headers["etag"]
    listed = client.get("/api/v1/documents").headers["etag"]
    library.add_bytes("新的。".encode(), "新.txt")
    assert client.get("/api/v1/documents", headers={"if-none-match": listed}).status_code == 200


def test_offsets_count_in_the_text_that_is_served(client, library):
    document = next(one for one in library.documents() if one.name == "员工手册.md")
    text = client.get(f"/api/v1/documents/{document.id}/text").text
    page = client.get(f"/api/v1/documents/{document.id}/passages", params={"limit": 2}).json()
    assert page["next"] == 2
    assert page["total"] == len(library.passages(document.id))
    for one in page["passages"]:
        assert text[one["start"] : one["end"]] == one["text"]


def test_collections_are_made_listed_and_taken_away(client, library):
    assert client.post("/api/v1/collections", json={"name": "后勤/二楼"}).status_code == 201
    again = client.post("/api/v1/collections", json={"name": "后勤/二楼"})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    listed = client.get("/api/v1/collections").json()["collections"]
    assert {one["name"]: one["documents"] for one in listed} == {
        "default": 1,
        "报告": 1,
        "后勤/二楼": 0,
    }
    assert client.delete("/api/v1/collections/后勤%2F二楼").status_code == 204
    assert client.delete("/api/v1/collections/报告").status_code == 204
    assert [one.collection for one in library.documents()] == ["default"]
    assert client.delete("/api/v1/collections/报告").status_code == 404


def test_an_evaluation_is_a_job_whose_result_has_every_measure(client):
    questions = [
        {
            "id": "q1",
            "question": QUESTION,
            "answers": ["10天"],
            "evidence": ["每年享有10天带薪年假"],
        },
        {"id": "q2", "question": "粮食总产量是多少？", "evidence": ["粮食总产量1.8万吨"]},
    ]
    begun = client.post("/api/v1/evaluations", json={"questions": questions, "label": "试"})
    assert begun.status_code == 202
    job = serving.finished(client, begun.headers["location"])
    assert (job["state"], job["subject"], job["stage"]) == ("done", "试", "ask")
    measures = {one["name"]: one["overall"]["value"] for one in job["result"]["measures"]}
    assert measures["Success@1"] == 1.0
    assert len(job["result"]["questions"]) == 2
    twice = {"questions": [questions[0], questions[0]]}
    failed = serving.finished(
        client, client.post("/api/v1/evaluations", json=twice).headers["location"]
    )
    assert failed["problem"]["code"] == "bad_evaluation"


def test_metrics_are_prometheus_text(client):
    client.post("/api/v1/search", json={"query": "年假"})
    client.post("/api/v1/search", json={"query": ""})
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = told.text.splitlines()
    route = 'route="/api/v1/search",method="POST"'
    assert f'youju_requests_total{{{route},status="200"}} 1' in lines
    assert f'youju_requests_total{{{route},status="422"}} 1' in lines
    assert 'youju_request_seconds_count{route="/api/v1/search"} 2' in lines
    assert "youju_documents 2" in lines
    for line in lines:
        assert line.startswith("#") or float(line.rpartition(" ")[2]) >= 0


def test_metrics_know_patterns_not_paths(client):
    for number in range(20):
        client.get(f"/api/v1/documents/d{number}")
        client.get(f"/nothing/{number}")
    text = client.get("/metrics").text
    assert 'route="/api/v1/documents/{document_id}",method="GET",status="404"} 20' in text
    assert "/nothing" not in text


def test_a_library_that_is_locked_is_busy_not_broken(client, library, monkeypatch):
    def locked(*_, **__):
        raise LibraryLockedError(zh="锁着", en="locked")

    monkeypatch.setattr(library, "remove", locked)
    document = library.documents()[0]
    answer = client.delete(f"/api/v1/documents/{document.id}")
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert int(answer.headers["retry-after"]) > 0


def test_a_mistake_of_ours_is_a_problem_that_says_no_more(client, library, monkeypatch, caplog):
    def broken(*_, **__):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(library, "search", broken)
    answer = client.post("/api/v1/search", json={"query": "年假"})
    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert "secret" not in answer.text
    assert "secret detail" in caplog.text


def test_a_job_can_be_cancelled_and_is_known_to_its_owner_only(client, keys, library, monkeypatch):
    _, first = keys.create_key("一", role="editor")
    _, second = keys.create_key("二", role="editor")
    mine, theirs = ({"authorization": f"Bearer {one}"} for one in (first, second))
    real = library.add_bytes

    def slow(*arguments, **options):
        time.sleep(0.5)
        return real(*arguments, **options)

    monkeypatch.setattr(library, "add_bytes", slow)
    jobs = [upload(client, name=f"{number}.txt", headers=mine) for number in range(2)]
    place = jobs[1].headers["location"]
    assert client.post(f"{place}/cancel", headers=theirs).status_code == 404
    assert client.get("/api/v1/jobs", headers=theirs).json()["jobs"] == []
    assert client.post(f"{place}/cancel", headers=mine).json()["state"] == "cancelled"
    assert len(client.get("/api/v1/jobs", headers=mine).json()["jobs"]) == 2
    until = time.monotonic() + 30
    while time.monotonic() < until:
        states = [one["state"] for one in client.get("/api/v1/jobs", headers=mine).json()["jobs"]]
        if states == ["cancelled", "done"]:
            break
        time.sleep(0.05)
    assert states == ["cancelled", "done"]


def test_jobs_come_a_page_at_a_time(client):
    made = [upload(client, name=f"第{number}页.txt") for number in range(3)]
    ids = [one.json()["id"] for one in made]
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get("/api/v1/jobs", params={"limit": 2, "cursor": cursor})
        assert len(page.json()["jobs"]) <= 2
        assert ("link" in page.headers) is (page.json()["next"] is not None)
        seen += [one["id"] for one in page.json()["jobs"]]
        cursor = page.json()["next"]
    assert seen == [one["id"] for one in client.get("/api/v1/jobs").json()["jobs"]]
    assert set(ids) <= set(seen)
    gone = client.get("/api/v1/jobs", params={"cursor": "forgotten"}).json()
    assert gone == {"jobs": [], "next": None}


def test_the_document_describes_every_operation_with_its_failures(client):
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert operation.get("description"), (method, path)
            failures = [code for code in operation["responses"] if code[0] in "45"]
            if path not in {"/healthz", "/readyz"}:
                assert {"401", "403", "429"} <= set(failures), (method, path)
                assert operation["security"] == [{"key": []}]
            for code in failures:
                assert list(operation["responses"][code]["content"]) == ["application/problem+json"]
