#!/usr/bin/env bash
# The command line as an API: plain questions in, JSON lines out, a table at the end of the pipe.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
library="$(mktemp -d)"
trap 'rm -rf "$library"' EXIT

youju --library "$library" add "$here/documents/员工手册.md" --json >/dev/null
youju --library "$library" ask --batch - < "$here/documents/questions.txt" |
    python3 -c '
import json, sys
for line in sys.stdin:
    record = json.loads(line)
    print(record["status"], record["question"], record["answer"] or record["reason"], sep="\t")
'
