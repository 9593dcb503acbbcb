#!/usr/bin/env bash
# Keeps one open issue with the label LABEL: made, updated, or closed where the file is empty. One of ours in which
# somebody ticked a box is left alone until it is worked off. Needs gh with GH_TOKEN and GH_REPO; TITLE names the issue.
set -euo pipefail

body="$1"
number="$(gh issue list --state open --app github-actions --label "$LABEL" --json number --jq '.[0].number // empty')"

if [ ! -s "$body" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "Nothing is left of it."
elif [ -z "$number" ]; then
  gh label create "$LABEL" 2>/dev/null || true # there already
  gh issue create --title "$TITLE" --label "$LABEL" --body-file "$body"
elif gh issue view "$number" --json body --jq .body | grep -qi -- '- \[x\]'; then
  echo "Issue $number has ticked boxes: work it off and close it, and the next run makes a new one."
else
  gh issue edit "$number" --body-file "$body"
fi
