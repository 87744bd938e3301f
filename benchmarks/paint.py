"""How soon the chat's page stands there: first paint and ready to be asked, in headless Chromium.

python -m benchmarks.paint --library FOLDER --out benchmarks/results/DATE-paint.json

Each visit is a new browser profile, so that nothing is cached; the server has been asked once. The
baseline is the page of the server's own /healthz, which is nothing but a request and an answer.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

from benchmarks.server import serving

CHROMIUM = "/usr/bin/chromium"
VISITS = 7
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
NOW = "performance.now()"


def visits(address: str) -> dict[str, object]:
    """Medians and worst of some visits, in milliseconds since the page was asked for."""
    from playwright.sync_api import sync_playwright

    painted, ready, weighed, plain = list[float](), list[float](), list[int](), list[float]()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(VISITS + 1):
            context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(f"{address}/healthz")
            plain.append(page.evaluate(NOW))
            page.goto(address)
            page.wait_for_selector("body.yj-ready")
            ready.append(page.evaluate(NOW))
            painted.append(page.evaluate(PAINTED))
            sizes = "performance.getEntriesByType('resource').reduce((all, one) => all + one.transferSize, 0)"
            weighed.append(page.evaluate(sizes))
            context.close()
        browser.close()
    return {
        "visits": VISITS,
        "first paint ms": {"p50": statistics.median(painted[1:]), "most": max(painted[1:])},
        "ready ms": {"p50": statistics.median(ready[1:]), "most": max(ready[1:])},
        "transferred kB": round(statistics.median(weighed[1:]) / 1000),
        "baseline ms": statistics.median(plain[1:]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with serving(given.library) as (_, address, _):
        text = json.dumps(visits(address), ensure_ascii=False, indent=1)
    given.out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
