#!/bin/sh
# Run every test: those that wait for browsers and for whole commands beside all others, for each leaves a core idle.
set -eu
cd "$(dirname "$0")/.."
waiting="tests/pages tests/scripts"
mkdir -p build
.venv/bin/python -m pytest -q $waiting >build/waiting.log 2>&1 &
beside=$!
trap 'kill "$beside" 2>/dev/null || true' EXIT  # who is interrupted leaves nobody at work
others=0
.venv/bin/python -m pytest -q $(printf -- '--ignore=%s ' $waiting) || others=$?
together=0
wait "$beside" || together=$?
trap - EXIT
cat build/waiting.log
[ "$others" -eq 0 ] && [ "$together" -eq 0 ]
