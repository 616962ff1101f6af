#!/bin/sh
# Shows the deck to this machine alone, and opens it: a double click on macOS, "sh start.command" on Linux.
cd "$(dirname "$0")" || exit 1
if command -v node >/dev/null; then exec node serve.mjs --open; fi
if command -v python3 >/dev/null; then
  (sleep 1; open http://localhost:3030/ 2>/dev/null || xdg-open http://localhost:3030/ 2>/dev/null) &
  exec python3 -m http.server 3030 --bind 127.0.0.1 --directory deck
fi
echo "Neither Node nor Python is here: open papers, or deck/read.html."
