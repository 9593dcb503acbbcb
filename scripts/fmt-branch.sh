#!/usr/bin/env bash
# Puts the files of a pull request, brought into house form, onto its branch, or answers with the patch. The folder
# named by the first argument was made of a stranger's data: the program takes only what it knows from it.
set -euo pipefail

python3 -m livingsurvey.formbranch.house "$1"
