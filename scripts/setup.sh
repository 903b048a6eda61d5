#!/bin/sh
# Set-up, a step a call: system | bootstrap | python LOCK | assets | browser. `make` decides which are due.
# Each step says what it does, does nothing twice, and changes nothing outside this folder but Debian packages.
set -eu
cd "$(dirname "$0")/.."

say() { printf '== %s\n' "$*"; }
fail() { printf '%s\n%s\n' "错误：$1" "Error: $2" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "需要安装 Debian 软件包，请以 root 运行或先安装 sudo。" "Debian packages are missing: run as root, or install sudo."
    fi
}

install() {
    command -v apt-get >/dev/null || fail "缺少 $*，且没有 apt-get：请手动安装。" "$* is missing and there is no apt-get: please install it."
    say "安装 Debian 软件包 · installing from Debian: $*"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Our cluster is private; Debian's own one would only take a port and memory.
no_debian_cluster() {
    conf=/etc/postgresql-common/createcluster.conf
    [ -e "$conf" ] && return 0
    as_root mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | as_root tee "$conf" >/dev/null
}

system() {
    set --
    [ -x .venv/bin/python ] || "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || set -- "$@" python3 python3-venv
    if [ -z "${DATABASE_URL:-}" ] && ! ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then
        no_debian_cluster
        set -- "$@" postgresql-15 postgresql-15-postgis-3
    fi
    ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 || set -- "$@" fonts-noto-cjk
    command -v npm >/dev/null || set -- "$@" nodejs npm
    [ $# = 0 ] || install "$@"
}

bootstrap() {
    "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
        || fail "需要 Python 3.11 或更高版本。" "Python 3.11 or newer is needed."
    say "建立 .venv · making .venv"
    "${PYTHON:-python3}" -m venv .venv
    .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock
}

python() {
    say "安装 Python 依赖 · installing $1"
    # byte code once, here: reading two thousand modules from source costs every command four seconds
    .venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r "$1" \
        || .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r "$1" # pip knows mirrors uv does not
    .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
    .venv/bin/python -m compileall -q stations api maps scripts
}

assets() {
    say "取浏览器组件 · fetching browser assets (npm)"
    npm ci --ignore-scripts --no-audit --no-fund --silent
    .venv/bin/python -m scripts.assets
}

browser() {
    command -v chromium >/dev/null || install chromium
}

"$@"
