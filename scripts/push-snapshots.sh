#!/usr/bin/env bash
# Pushes the branch of snapshots, never by force. The branch is absent where nothing is new.
set -euo pipefail

if git show-ref --verify --quiet refs/heads/gh-pages; then
  git -c credential.helper='!gh auth git-credential' push origin refs/heads/gh-pages
fi
