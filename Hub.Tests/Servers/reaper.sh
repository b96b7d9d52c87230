#!/bin/sh
# Ends what a test run that died leaves behind. It reads what the run has going from standard input, one line each:
#   started PID | ended PID | made FOLDER | deleted FOLDER
# and at the end of input, which comes even when the run was killed, ends those processes and deletes those folders.
trap '' HUP INT QUIT TERM
exec >/dev/null 2>&1
cd /
processes= folders=

without() { # LIST ITEM: the list without the item
    for item in $1; do [ "$item" = "$2" ] || printf '%s ' "$item"; done
}

while read -r what which; do
    case $what in
        started) processes="$processes $which" ;;
        ended) processes=$(without "$processes" "$which") ;;
        made) folders="$folders $which" ;;
        deleted) folders=$(without "$folders" "$which") ;;
    esac
done

# SIGQUIT: PostgreSQL takes its own children with it; a stopped process only hears it once it goes on
for process in $processes; do kill -QUIT "$process"; kill -CONT "$process"; done
tries=0
for process in $processes; do
    while kill -0 "$process" && [ $tries -lt 60 ]; do tries=$((tries + 1)); sleep 0.1; done
    kill -KILL "$process"
done
for folder in $folders; do rm -rf "$folder"; done
