#!/usr/bin/env bash
# A hook for Git: checks the texts that are about to be committed, as they are staged, and not as they lie in the work tree.
set -euo pipefail

read -r -a command <<<"${DECHAFF_COMMAND:-npx --yes dechaff}"
read -r -a paths <<<"${DECHAFF_PATHS:-.}"
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
root=$(git rev-parse --show-toplevel)
cd "$root"
git diff --cached --name-only --no-renames --diff-filter=d -z -- "${paths[@]}" |
  git checkout-index --stdin -z --prefix="$staged/"
arguments=(check --allow-empty)
while IFS= read -r line; do
  if [[ -n "$line" ]]; then arguments+=("$line"); fi
done <<<"${DECHAFF_ARGS:-}"
# The config and the baseline of the repository count, wherever the copies lie.
[[ -f dechaff.config.yml ]] && arguments+=(--config "$root/dechaff.config.yml")
cd "$staged"
"${command[@]}" "${arguments[@]}" .
