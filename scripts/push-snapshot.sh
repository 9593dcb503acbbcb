#!/bin/sh
# Push the branch gh-pages, never by force; there is none where nothing new was published. GH_TOKEN may write it.
set -eu
if git show-ref --verify --quiet refs/heads/gh-pages; then
  git -c credential.helper='!gh auth git-credential' push origin refs/heads/gh-pages
fi
