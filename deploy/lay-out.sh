#!/bin/sh
# Lay out in a new folder exactly the files that a server needs: app/ (the site's code and the lock of what it
# installs) and data/ (the current build of DATA). `make release` calls it.
#   sh deploy/lay-out.sh DATA FOLDER
set -eu
test $# -eq 2 || { echo "usage: sh deploy/lay-out.sh DATA FOLDER" >&2; exit 2; }
here=$(cd "$(dirname "$0")/.." && pwd)
data=$1 to=$2
test -L "$data/current" || { echo "$data has no build: run \`make publish\` first" >&2; exit 1; }
test ! -e "$to" || { echo "$to is there already: remove it, or name another folder" >&2; exit 1; }

mkdir -p "$to/app" "$to/data/builds"
# What the Containerfile copies; tests/test_release.py holds the two together.
for name in requirements-serve.txt metadata.yml LICENSE LICENSE-DATA.md docs common db web; do
    cp -R "$here/$name" "$to/app/"
done
find "$to/app" -name __pycache__ -type d -prune -exec rm -rf {} +
cp -R "$here/deploy" "$to/deploy"

build=$(readlink "$data/current")
cp -Rp "$data/$build" "$to/data/builds/"
ln -s "$build" "$to/data/current"
for name in lscb.db metadata.yml downloads; do ln -s "current/$name" "$to/data/$name"; done
chmod -R a+rX "$to"
echo "$to: $(find "$to" -type f | wc -l | tr -d ' ') files, build ${build##*/}"
