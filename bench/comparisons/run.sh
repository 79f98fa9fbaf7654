#!/usr/bin/env bash
# Sightglass beside what people use instead: what they show of the same interval, and what they cost in one run.
# Prints Markdown. Takes about six minutes; the machine should do nothing else.
# Needs (Debian): sysstat procps prometheus-node-exporter, and what a NativeAOT build needs (clang or gcc, zlib1g-dev).
#   run.sh [seconds of each comparison, 20] [seconds of each cost, 40]
set -euo pipefail
cd "$(dirname "$0")"
for command in mpstat vmstat top free prometheus-node-exporter; do
  command -v "$command" >/dev/null || { echo "run.sh: $command is missing: apt-get install sysstat procps prometheus-node-exporter" >&2; exit 2; }
done

root=$(cd ../.. && pwd)
native="$root/artifacts/comparisons/sightglass" jit="$root/artifacts/bin/Sightglass.Cli/release/sightglass"
echo "building" >&2
dotnet build "$root/src/Sightglass.Cli" -c Release -v quiet -clp:ErrorsOnly >&2
dotnet publish "$root/src/Sightglass.Cli" -c Release -r linux-x64 -p:PublishAot=true -o "$(dirname "$native")" -v quiet -clp:ErrorsOnly >&2

echo "$(nproc) processors, Linux $(uname -r | cut -d- -f1), load before: $(cut -d' ' -f1-3 /proc/loadavg)."
echo
bash differences.sh "$native" "${1:-20}"
bash costs.sh "$native" "$jit" "${2:-40}"
