#!/bin/sh
# Indexes the shipped knowledge and drafts a reply to one angry message. $1 = the composure command.
set -eu
composure=$1
here=$(dirname "$0")
echo "== 1. Indexing guidance, playbooks and policies into Chroma"
"$composure" index
echo
echo "== 2. The message"
"$here"/../.venv/bin/python -c 'import json, sys, textwrap
print(textwrap.fill(json.load(open(sys.argv[1], encoding="utf-8"))["message"], 96, initial_indent="   ", subsequent_indent="   "))' "$here/case.json"
echo
echo "== 3. The draft"
"$composure" draft --case "$here/case.json"
cat <<'TEXT'

== Try next
   composure draft "Your driver left my parcel in the rain and it is soaked." --set customer_name="Sam"
   composure draft --case examples/case.json --explain      what the writer was given
   composure draft --case examples/case.json --json         everything, for a program
   composure triage "My charger caught fire last night."     a hard stop
   composure lint "Calm down, we will refund you shortly."   check a reply before it goes out
   composure search "customer wants a manager"              what the knowledge says
   composure doctor                                          what works here, what does not
(in this folder the command is .venv/bin/composure; set COMPOSURE_HOME to choose where data lives)
TEXT
