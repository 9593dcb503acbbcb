#!/usr/bin/env bash
# Keeps one open issue with the label LABEL: made, updated, or closed where the file is empty. Where a second file is
# given, it is the issue's text as it was read: one that somebody has changed since is left for the next run.
# Needs gh with GH_TOKEN and GH_REPO; TITLE names the issue.
set -euo pipefail

body="$1"
number="$(gh issue list --state open --app github-actions --label "$LABEL" --json number --jq '.[0].number // empty')"

if [ ! -s "$body" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "Nothing is left of it."
elif [ -z "$number" ]; then
  gh label create "$LABEL" 2>/dev/null || true # there already
  gh issue create --title "$TITLE" --label "$LABEL" --body-file "$body"
elif [ $# -gt 1 ] && ! gh issue view "$number" --json body --jq .body | cmp -s - "$2"; then
  echo "Somebody has changed issue $number meanwhile: the next run renews it."
else
  gh issue edit "$number" --body-file "$body"
fi
