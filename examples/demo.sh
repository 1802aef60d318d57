#!/usr/bin/env bash
# Carries the plan inngest-package out on a copy of examples/studio, and builds what comes of it.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
bun="$root/tests/toolchain/node_modules/.bin"
demo=${1:-build/demo}
rm -rf "$demo"
mkdir -p "$(dirname "$demo")"
cp -r examples/studio "$demo"
cd "$demo"
rm -rf node_modules
git init --quiet --initial-branch main
git add --all
git -c user.name=demo -c user.email=demo@example.invalid commit --quiet --message "The studio before the migration"
git config user.name demo
git config user.email demo@example.invalid

export PATH="$bun:$PATH" NEXT_TELEMETRY_DISABLED=1

echo "== migrate plan inngest-package"
"$root/.venv/bin/migrate" plan inngest-package
echo "== migrate apply inngest-package"
"$root/.venv/bin/migrate" apply inngest-package --quiet

echo "== bun install --frozen-lockfile, bun run build"
bun install --frozen-lockfile --silent
bun run build
echo
git log --oneline
echo
echo "The branch $(git branch --show-current) in $demo is yours to look at:"
echo "  git -C $demo diff --stat main"
