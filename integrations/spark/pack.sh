#!/usr/bin/env bash
# Packs dechaff, its packages and the node that runs this into one archive, for executors that have none of them:
#   integrations/spark/pack.sh dechaff.tar.gz
# To be run in a built checkout (npm ci), on the system and processor that the executors have.
set -euo pipefail
out=$(realpath -m "${1:?give the archive to write}")
root=$(realpath "$(dirname "$0")/../..")
[ -f "$root/dist/dechaff-cli.js" ] || { echo "pack.sh: $root is not built; run npm ci there" >&2; exit 2; }
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cd "$root"
npm pack --ignore-scripts --silent --pack-destination "$stage" > /dev/null
tar -xzf "$stage"/dechaff-*.tgz -C "$stage"
cp package-lock.json "$stage/package"
cd "$stage/package"
npm ci --omit=dev --ignore-scripts --silent --no-audit --no-fund
# Counting is Spark's there.
rm -rf node_modules/@duckdb
mkdir -p node/bin "$(dirname "$out")"
cp "$(node -p process.execPath)" node/bin/node
tar -czf "$out" .
