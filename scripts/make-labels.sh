#!/usr/bin/env bash
# Makes or changes every label of a file whose lines read `- {name: …, color: "…", description: "…"}`.
set -euo pipefail

sed -nE 's/^- \{name: ([^,]+), color: "([0-9a-f]{6})", description: "([^"]*)"\}$/\1|\2|\3/p' "$1" |
  while IFS='|' read -r name color description; do
    gh label create "$name" --color "$color" --description "$description" --force </dev/null
  done
