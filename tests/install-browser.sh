#!/bin/sh
# Debian's chromium for the browser tests. Where it cannot be installed they are skipped, loudly.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium; } >/dev/null 2>&1
fi
command -v chromium >/dev/null 2>&1 || echo "NO BROWSER: chromium is missing and could not be installed; the browser tests will be skipped" >&2
