#!/bin/sh
# Crawl, rebuild, check, and make the new build the current one; the running site takes it up with no request lost.
# On any failure the former build stays. With ASK (the site's own address) it waits until the site serves the build.
#   0  a new build is the current one (and served, if ASK says where to ask)
#   1  the crawl, a stage or a check failed: the former build stays; the reason stands above
#   3  somebody went back to a former build: nothing was done, so that it stays; `python -m db.builds use` the newest
#      one, or `make data` by hand, ends that
#   4  the site did not take the new build up: its log says why; it goes on with the former
set -u
cd "$(dirname "$0")/.." || exit 1
DATA=${DATA:-data} PY=${PY:-.venv/bin/python}
export DATA

"$PY" -m db.builds is-newest || {
    echo "refresh: $DATA was set back to a former build; nothing is done until that has ended" >&2
    exit 3
}
before=$(readlink "$DATA/current")
make --no-print-directory data PY="$PY" ${MAKE_OPTIONS:-} || {
    echo "refresh: failed; the build ${before##*/} stays" >&2
    exit 1
}
build=$(readlink "$DATA/current")
build=${build##*/}
if [ "$build" = "${before##*/}" ]; then
    echo "refresh: nothing has changed since $build"
fi
if [ -n "${ASK:-}" ]; then
    tries=0
    until "$PY" -c 'import json, sys, urllib.request
with urllib.request.urlopen(sys.argv[1] + "/-/data.json", timeout=20) as answer:
    sys.exit(json.load(answer)["build"] != sys.argv[2])' "$ASK" "$build" 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt "${TRIES:-60}" ] || {
            echo "refresh: $ASK does not serve $build; its log says why" >&2
            exit 4
        }
        sleep 1
    done
fi
echo "refresh: $build is the current build"
