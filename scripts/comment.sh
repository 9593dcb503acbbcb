#!/usr/bin/env bash
# Writes or updates our one comment on the pull request whose check just ended. What is in the environment comes from
# GitHub's event; BRANCH and the text are a stranger's, and go nowhere but into arguments and a file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

mark='<!-- livingsurvey: data diff -->'
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
first() { sed -n 1p; }

pull="$(gh api --method GET "repos/$REPO/pulls" -f state=open -f head="$OWNER:$BRANCH" \
  --jq ".[] | select(.head.sha == \"$SHA\") | .number" | first)"
if [ -z "$pull" ]; then
  echo "No open pull request ends in $SHA."
  exit 0
fi
beyond="$(gh api --paginate "repos/$REPO/pulls/$pull/files" \
  --jq '.[] | .filename, (.previous_filename // empty) | select(startswith("data/") | not)' | first)"
artifact="$(gh api "repos/$REPO/actions/runs/$RUN/artifacts" \
  --jq '.artifacts[] | select(.name == "diff" and .size_in_bytes < 500000) | .id' | first)"
if [ -n "$artifact" ]; then
  gh api "repos/$REPO/actions/artifacts/$artifact/zip" > "$work/diff.zip"
  python3 as_comment.py "$work/diff.zip" diff.md > "$work/diff.md"
fi

{
  echo "$mark"
  if [ "$CONCLUSION" = success ]; then
    echo "**The checks pass.** The built site lies under [Artifacts]($RUN_URL#artifacts) of the run, as \`site\`."
  else
    echo "**The checks do not pass yet**: [what is wrong]($RUN_URL)."
  fi
  if [ -n "$beyond" ]; then
    echo
    echo "It changes more than \`data/\`, so its own program and workflow say this: read those changes first."
  fi
  echo
  if [ -s "$work/diff.md" ]; then
    cat "$work/diff.md"
  else
    echo "What it changes in the data cannot be said: see the run."
  fi
} > "$work/comment.md"

ours="$(gh api --paginate "repos/$REPO/issues/$pull/comments" \
  --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$mark\"))) | .id" | first)"
if [ -n "$ours" ]; then
  gh api --silent --method PATCH "repos/$REPO/issues/comments/$ours" -F body=@"$work/comment.md"
else
  gh api --silent --method POST "repos/$REPO/issues/$pull/comments" -F body=@"$work/comment.md"
fi
