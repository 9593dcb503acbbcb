#!/usr/bin/env bash
# Puts what a form asks for on its branch, opens or renews its pull request, and answers on the issue. The folder
# named by the first argument was made of a stranger's text: the program takes only what it knows from it.
set -euo pipefail

gh auth setup-git
python3 -m livingsurvey.formbranch "$1"
