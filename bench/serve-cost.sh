#!/usr/bin/env bash
# What `sightglass serve` costs with 20 open pages at 1 Hz, as Markdown. CPU time is the kernel's own count in ns
# (/proc/PID/task/*/schedstat). Takes a minute and a half beside the builds, which it makes if they are not there:
#   bench/serve-cost.sh [PROGRAM…]      default: the build of this tree, and the same as a native file
set -euo pipefail
cd "$(dirname "$0")/.."
readonly streams=20 seconds=15 warm=10
work=$(mktemp -d) pids=()
export SIGHTGLASS_DIR="$work"
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null; rm -rf "$work"' EXIT

build() { # prints where the two programs are
  local jit=artifacts/bin/Sightglass.Cli/release/sightglass native=artifacts/serve-cost/sightglass
  [ -x "$jit" ] || dotnet build src/Sightglass.Cli -c Release -v quiet -clp:ErrorsOnly >&2
  [ -x "$native" ] || dotnet publish src/Sightglass.Cli -c Release -r linux-x64 -p:PublishAot=true \
    -o "$(dirname "$native")" -v quiet -clp:ErrorsOnly >&2
  echo "$jit" "$native"
}

cpu_ns() { # pid: of all its threads
  cat "/proc/$1"/task/*/schedstat 2>/dev/null | awk '{ns += $1} END {printf "%.0f", ns}'
}

percent() { # pid: of one core, over the time measured
  local before after
  before=$(cpu_ns "$1"); sleep "$seconds"; after=$(cpu_ns "$1")
  awk -v ns=$((after - before)) -v s="$seconds" 'BEGIN {printf "%.2f", ns / s / 1e7}'
}

kib() { awk -v field="$2:" '$1 == field {print $2}' "/proc/$1/status"; }

wait_for() { # file, text
  for _ in $(seq 300); do grep -q "$2" "$1" && return; sleep 0.1; done
  echo "'$2' did not come: $(cat "$1")" >&2; exit 1
}

measure() { # program
  local program=$1 publisher server url idle busy rss bytes
  "$program" publish --interval 1s >"$work/publish" & publisher=$!; pids+=("$publisher")
  wait_for "$work/publish" Publishing
  "$program" serve --no-publish --url http://127.0.0.1:0 >"$work/serve" & server=$!; pids+=("$server")
  wait_for "$work/serve" Serving
  url=$(awk '{print $2}' "$work/serve")
  sleep "$warm"; idle=$(percent "$server")
  for i in $(seq "$streams"); do curl -sN "$url/api/stream" >"$work/stream.$i" & pids+=("$!"); done
  sleep "$warm"; bytes=$(cat "$work"/stream.* | wc -c)
  busy=$(percent "$server")
  bytes=$((($(cat "$work"/stream.* | wc -c) - bytes) / streams / seconds))
  rss=$(( ($(kib "$server" RssAnon) + $(kib "$server" RssFile)) / 1024 ))
  echo "| \`$program\` | $idle % | $busy % | $rss MiB | $bytes |"
  kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null || true
  pids=(); rm -rf "${work:?}"/*
}

if [ $# -eq 0 ]; then read -ra programs <<<"$(build)"; else programs=("$@"); fi
echo "$streams open streams of all topics at 1 Hz, $(nproc) processors, load before $(cut -d' ' -f1 /proc/loadavg)."
echo
echo "| program | server, no stream, of a core | with $streams streams | resident, without shared memory | bytes/s per stream |"
echo "|---|---:|---:|---:|---:|"
for program in "${programs[@]}"; do measure "$program"; done
