#!/bin/sh
# Ask for known vulnerabilities of every package that the locks pin, by their exact versions; `make audit` calls it.
#   0  none is known   1  some are: they are printed   3  the question could not be asked, which is said loudly
# In a venv of its own: what pip-audit brings is no part of what is audited.
set -u
cd "$(dirname "$0")/.." || exit 1
venv=${AUDIT:-.venv-audit}
status=0
answers=$(mktemp -d)
trap 'rm -rf "$answers"' EXIT

unasked() {
    echo "NO AUDIT: $1 The locks were NOT checked for known vulnerabilities; run \`make audit\` where that can be reached." >&2
    test -s "$answers/said" && tail -n 3 "$answers/said" >&2
    exit 3
}

if [ ! -x "$venv/bin/pip-audit" ]; then
    "${PYTHON:-python3}" -m venv "$venv" && "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        "pip-audit>=2.9" >"$answers/said" 2>&1 || unasked "pip-audit could not be installed."
fi
for lock in requirements-serve.txt requirements.txt requirements-dev.txt; do
    "$venv/bin/pip-audit" --require-hashes --disable-pip --progress-spinner off --format json \
        --output "$answers/$lock.json" -r "$lock" >"$answers/said" 2>&1
    # An answer is one only if it is whole: a service that is away, or a proxy's page, gives none.
    "$venv/bin/python" - "$lock" "$answers/$lock.json" <<'PY'
import json, sys
lock, path = sys.argv[1:]
try:
    with open(path, encoding="utf-8") as file:
        packages = json.load(file)["dependencies"]
except (OSError, ValueError, KeyError):
    sys.exit(3)
bad = [one for one in packages if one.get("vulns")]
skipped = [one for one in packages if "skip_reason" in one]
print(f"{lock}: {len(packages)} packages asked about, {len(bad)} with known vulnerabilities, {len(skipped)} not known")
for one in bad:
    for found in one["vulns"]:
        print(f"  {one['name']} {one['version']}: {found['id']}; mended in {', '.join(found['fix_versions']) or 'no version yet'}")
for why in sorted({one["skip_reason"] for one in skipped})[:3]:
    print(f"  {why}")
# A package that the service does not know was not audited.
sys.exit(1 if bad else 3 if skipped else 0)
PY
    case $? in
        0) ;;
        1) status=1 ;;
        *) unasked "the service of known vulnerabilities did not answer for all of $lock." ;;
    esac
done
exit $status
