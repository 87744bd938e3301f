"""Dify external knowledge: the request that Dify sends: ``dify_request.py ADDRESS [KEY]``.

In Dify: Knowledge, External Knowledge API, endpoint ``ADDRESS/dify`` (Dify appends ``/retrieval``),
and the collection's name as knowledge id.
"""

import sys

import httpx

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:7860"
KEY = sys.argv[2] if len(sys.argv) > 2 else "none"

response = httpx.post(
    f"{ADDRESS}/dify/retrieval",
    headers={"Authorization": f"Bearer {KEY}"},
    json={
        "knowledge_id": "default",
        "query": "员工每年享有几天带薪年假？",
        "retrieval_setting": {"top_k": 3, "score_threshold": 0.2},
    },
    timeout=60,
)
response.raise_for_status()
for record in response.json()["records"]:
    print(record["score"], record["title"], record["content"][:40], record["metadata"])
