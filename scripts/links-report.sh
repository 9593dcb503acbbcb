#!/usr/bin/env bash
# What `livingsurvey links` found -> the Markdown of an issue; nothing where nothing was found.
set -euo pipefail

found="$1"
[ -s "$found" ] || exit 0
echo "\`livingsurvey links\` found these. Mend each in its file, or excuse it in \`data/links-allow.yaml\`. The issue is"
echo "kept up to date every week and closed when nothing is left."
echo
echo '~~~~~~text'
head -c 60000 "$found" | iconv -c -f utf-8 -t utf-8 | sed 's/^~~~/ ~~~/'
echo '~~~~~~'
