#!/bin/sh
# Shows a prompt regression being caught. $1 = the composure-eval command.
set -eu
eval=$1
cat <<'TEXT'
== 1. The change
Somebody made the prompt "quick and cheerful" (evals/prompts/careful.md → breezy.md). Is it worse?
For 22 messages there are two answers each, as a model might have written them. We wrote them
ourselves (evals/answers/demo.jsonl): they show how a suite works, not how good any model is.

== 2. The suite
TEXT
code=0
"$eval" run demo --quiet || code=$?
cat <<TEXT

== 3. The exit code is $code: 1 means regressed, so a pipeline would stop here.
   0 passed · 1 regressed or a hard rule broken · 2 wrong use · 3 incomplete · 4 inconclusive
   5 incomparable

== Try next
   composure-eval report --format html -o report.html   replies side by side, in one file
   composure-eval power                                 how small a drop this suite would see
   composure-eval run smoke                             thirty messages, hard rules only
   composure-eval mutants                               bad prompts that every gate must catch
(in this folder the command is .venv/bin/composure-eval)
TEXT
test "$code" = 1
