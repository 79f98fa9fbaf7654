#!/bin/sh
# Runs the samples against each other, in a directory of topics of their own. Ends with 0 only if all said what they should.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d /dev/shm/sightglass-samples.XXXXXX)
export SIGHTGLASS_DIR="$work"
publisher=

clean() {
    if [ -n "$publisher" ]; then kill "$publisher" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

fail() {
    echo "run.sh: $1" >&2
    for file in "$work"/*.txt; do [ -f "$file" ] && { echo "--- ${file##*/}"; cat "$file"; } >&2; done
    exit 1
}

# One after the other: they share the library, which two builds at once would write at once.
for sample in engine-publisher engine-subscriber any-topic boiler boiler-caller; do
    dotnet build "$sample.cs" >"$work/build.txt" 2>&1 || fail "$sample.cs does not build"
done
gcc -std=gnu11 -Wall -Wextra -Werror -O2 -o "$work/reader" reader.c

dotnet run --no-build engine-publisher.cs 80 >"$work/publisher.txt" 2>&1 &
publisher=$!
timeout 20 dotnet run --no-build engine-subscriber.cs >"$work/subscriber.txt" 2>&1 &
subscriber=$!
timeout 20 dotnet run --no-build any-topic.cs engine >"$work/any.txt" 2>&1 || fail "any-topic.cs ended with $?"
timeout 10 "$work/reader" engine >"$work/reader.txt" 2>&1 || fail "reader.c ended with $?"
wait "$subscriber" || fail "engine-subscriber.cs ended with $?"
wait "$publisher" || fail "engine-publisher.cs ended with $?"
publisher=

expect() { # file, pattern, how many lines at least
    found=$(grep -c -E "$2" "$work/$1" || true)
    [ "$found" -ge "$3" ] || fail "$1 has $found lines like '$2', not $3"
}
expect publisher.txt '^Published 80 samples\.$' 1
expect subscriber.txt '^[0-9]+: [0-9.]+ Hz, [0-9.]+ Cel, 0 lost$' 20
expect subscriber.txt '^The publisher has Stopped\.$' 1
expect any.txt '^engine: Live, published by engine-publisher, sample [0-9]+$' 1
expect any.txt '^engine\.speed [0-9.]+ Hz$' 1
expect any.txt '^engine\.temperature [0-9.]+ Cel$' 1
expect reader.txt '^(latest|followed): sample [0-9]+ at [0-9.]+$' 4
expect reader.txt '^  engine\.temperature [0-9.]+ Cel$' 4

dotnet run --no-build boiler.cs 15 >"$work/boiler.txt" 2>&1 &
publisher=$!
timeout 20 dotnet run --no-build boiler-caller.cs >"$work/caller.txt" 2>&1 || fail "boiler-caller.cs ended with $?"
expect caller.txt '^The target is 70 Cel now\.$' 1
expect caller.txt '^Refused: The target is 10 to 95 Cel, not 500\.$' 1
expect caller.txt '^[0-9]+ samples, target 70 Cel$' 1
expect caller.txt '^Sample [0-9]+ says so too\.$' 1
wait "$publisher" || fail "boiler.cs ended with $?"
publisher=

if ls "$work/sightglass-$(id -u)/"*.topic >/dev/null 2>&1; then fail "a publisher left its topic behind"; fi
echo "The samples did what they say."
