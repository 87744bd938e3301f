"""REST: upload, search, ask, and the passage behind a citation: ``rest_httpx.py ADDRESS [KEY]``."""

import sys
import time
from pathlib import Path

import httpx

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:7860"
HEADERS = {"Authorization": f"Bearer {sys.argv[2]}"} if len(sys.argv) > 2 else {}
HANDBOOK = Path(__file__).parent / "documents" / "员工手册.md"
QUESTION = "员工每年享有几天带薪年假？"

with httpx.Client(base_url=f"{ADDRESS}/api/v1", headers=HEADERS, timeout=60) as api:
    # Sent twice it is added once: the same name in the same collection is the same document.
    upload = api.post("/documents", files={"file": (HANDBOOK.name, HANDBOOK.read_bytes())})
    upload.raise_for_status()
    job = upload.json()
    while job["state"] in {"queued", "running"}:
        time.sleep(0.2)
        job = api.get(f"/jobs/{job['id']}").raise_for_status().json()
    print(job["state"], job["subject"])

    found = api.post("/search", json={"query": QUESTION, "k": 3}).raise_for_status().json()
    for passage in found["passages"]:
        print(passage["score"], passage["document"], passage["heading_path"])

    answer = api.post("/ask", json={"question": QUESTION}).raise_for_status().json()
    print(answer["answer"], answer["confidence"])
    for citation in answer["citations"]:
        passage = api.get(f"/passages/{citation['passage_id']}").raise_for_status().json()
        for quote in citation["quotes"]:
            place = slice(quote["start"] - passage["start"], quote["end"] - passage["start"])
            print(f"[{citation['number']}] {passage['document']}: {passage['text'][place]}")
