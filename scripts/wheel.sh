#!/bin/sh
# Build the wheel, install it in an empty environment far from this folder, and start the service from it once.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
work=$(mktemp -d /tmp/yizhan-wheel.XXXXXX)
chmod 755 "$work"
export YIZHAN_HOME="$work/home" PORT="${WHEEL_PORT:-8765}"
unset DATABASE_URL
server=""
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    [ ! -x "$work/venv/bin/yizhan" ] || (cd "$work" && venv/bin/yizhan db destroy --yes >/dev/null) || true
    rm -rf "$work"
}
trap finish EXIT

echo "== wheel"
.venv/bin/hatchling build -t wheel -d "$work/dist" >/dev/null
.venv/bin/uv venv --quiet --python "$1" "$work/venv"
.venv/bin/uv pip install --quiet --python "$work/venv/bin/python" --require-hashes -r requirements.lock
.venv/bin/uv pip install --quiet --python "$work/venv/bin/python" --no-deps "$work"/dist/*.whl
cd "$work"
venv/bin/yizhan demo
venv/bin/yizhan serve &
server=$!
venv/bin/python - <<'PY'
import json, os, time, urllib.request

base = f"http://127.0.0.1:{os.environ['PORT']}"
deadline = time.monotonic() + 180  # the first start after an install compiles the search
while True:
    try:
        urllib.request.urlopen(base + "/readyz", timeout=5)
        break
    except OSError:
        if time.monotonic() > deadline:
            raise
        time.sleep(0.2)
nearest = json.load(urllib.request.urlopen(base + "/v1/stations/nearest?lon=116.41&lat=39.91&limit=3", timeout=10))
page = urllib.request.urlopen(base + "/maps/demo-beijing.html", timeout=10).read()
assert len(nearest["features"]) == 3 and b"leaflet" in page.lower(), "the installed service answers wrongly"
print("the installed service answers: 3 stations, and a map of", len(page), "bytes")
PY
cd "$root"
