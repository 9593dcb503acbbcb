#!/usr/bin/env bash
# Writes the text of our open issue with the label LABEL into a file; an empty one where there is no such issue.
# Needs gh with GH_TOKEN and GH_REPO.
set -euo pipefail

number="$(gh issue list --state open --app github-actions --label "$LABEL" --json number --jq '.[0].number // empty')"
: > "$1"
[ -z "$number" ] || gh issue view "$number" --json body --jq .body > "$1"
