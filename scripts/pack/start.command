#!/bin/sh
# Shows the deck to this machine alone, and opens it: a double click on macOS, "sh start.command" on Linux.
cd "$(dirname "$0")" || exit 1
if command -v node >/dev/null; then exec node serve.mjs --open; fi
if command -v python3 >/dev/null; then exec python3 serve.py --open; fi
echo "Neither Node nor Python is here: open papers, or deck/read.html."
