#!/usr/bin/env bash
# Brings the assets of reports here anew: the versions in package.json, held against the lockfile's checksums.
set -euo pipefail
cd "$(dirname "$0")"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp package.json package-lock.json .npmrc "$place"
(cd "$place" && npm ci --no-audit --no-fund --ignore-scripts)
modules="$place/node_modules"
cp "$modules/@dagrejs/dagre/dist/dagre.min.js" "$modules/@highlightjs/cdn-assets/highlight.min.js" .
cp "$modules/@dagrejs/dagre/LICENSE" dagre.LICENSE
cp "$modules/@highlightjs/cdn-assets/LICENSE" highlight.LICENSE
# Nobody has the map that this line names.
sed -i '/^\/\/# sourceMappingURL=/d' dagre.min.js
