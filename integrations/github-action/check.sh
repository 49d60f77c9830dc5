#!/usr/bin/env bash
# Runs dechaff check as a step of GitHub Actions: annotations in the log, the tables in the job's summary, SARIF where
# it is asked for. What a workflow sets comes in as environment, never as code.
set -euo pipefail

read -r -a command <<<"${DECHAFF_COMMAND:-npx --yes dechaff}"
arguments=(check --report github --color never)
[[ -n "${GITHUB_STEP_SUMMARY:-}" ]] && arguments+=(--report "markdown=$GITHUB_STEP_SUMMARY")
[[ -n "${DECHAFF_BASELINE:-}" ]] && arguments+=(--baseline "$DECHAFF_BASELINE")
if [[ -n "${DECHAFF_SARIF:-}" ]]; then
  arguments+=(--report "sarif=$DECHAFF_SARIF")
  echo "sarif=$DECHAFF_SARIF" >>"$GITHUB_OUTPUT"
fi
if [[ -n "${DECHAFF_CHANGED_SINCE:-}" ]]; then
  # A checkout of one commit does not know the one that it is compared with.
  git cat-file -e "$DECHAFF_CHANGED_SINCE^{commit}" 2>/dev/null ||
    git fetch --quiet --no-tags --depth=1 origin "$DECHAFF_CHANGED_SINCE"
  arguments+=(--changed-since "$DECHAFF_CHANGED_SINCE")
fi
while IFS= read -r line; do
  if [[ -n "$line" ]]; then arguments+=("$line"); fi
done <<<"${DECHAFF_ARGS:-}"
arguments+=(--)
while IFS= read -r line; do
  if [[ -n "$line" ]]; then arguments+=("$line"); fi
done <<<"${DECHAFF_PATHS:?names what is checked}"

exec "${command[@]}" "${arguments[@]}"
