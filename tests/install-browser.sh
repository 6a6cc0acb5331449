#!/bin/sh
# What the browser tests need beside Python: Debian's chromium, and axe-core, which looks for barriers to readers.
# What is not available is reported, and the tests that need it are skipped, loudly.
AXE=4.10.3
if ! command -v chromium >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium; } >/dev/null 2>&1
fi
command -v chromium >/dev/null 2>&1 || echo "NO BROWSER: chromium is missing and could not be installed; the browser tests will be skipped" >&2

# From the npm registry by its own client; taken only where it is the version that was checked here.
folder=build/axe-core-$AXE
if [ ! -f "$folder/package/axe.min.js" ]; then
    mkdir -p "$folder"
    if command -v npm >/dev/null 2>&1 && (cd "$folder" && timeout 120 npm pack --silent "axe-core@$AXE" >/dev/null 2>&1); then
        if echo "0f2b4d7dcdf7d1219df8d1959ad68e565f51d14c3f0d88bb71cd59abeb956292  $folder/axe-core-$AXE.tgz" | sha256sum --check --status; then
            tar -xzf "$folder/axe-core-$AXE.tgz" -C "$folder" package/axe.min.js
        fi
    fi
fi
[ -f "$folder/package/axe.min.js" ] || echo "NO AXE: axe-core $AXE could not be fetched with npm; the test for barriers will be skipped" >&2
exit 0
