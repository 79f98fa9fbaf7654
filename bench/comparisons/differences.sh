#!/usr/bin/env bash
# What Sightglass, mpstat, vmstat, top, free and the Prometheus node exporter say of the same interval, under three
# loads. A table of each: Sightglass's value, and how far the others are from it.
#   differences.sh path-of-sightglass seconds
set -euo pipefail
program=$1 seconds=$2
here=$(cd "$(dirname "$0")" && pwd)
export LC_ALL=C
work=$(mktemp -d /dev/shm/sightglass-compare.XXXXXX)
export SIGHTGLASS_DIR=$work
port=19731
load_pids=() pids=()

stop() { # pids: and waits until they are gone
  [ $# -eq 0 ] || { kill "$@" 2>/dev/null || true; wait "$@" 2>/dev/null || true; }
}
clean() { stop "${load_pids[@]}"; stop "${pids[@]}"; rm -rf "$work" "${disk_file:-/nonexistent}"; }
trap clean EXIT
trap 'exit 130' INT TERM

scrape() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /metrics HTTP/1.0\r\n\r\n' >&3
  cat <&3
  exec 3>&-
}

spin() { while :; do :; done; }
churn() { while :; do /bin/true; done; }
write_disk() { while :; do dd if=/dev/zero of="$1" bs=1M count=64 conv=fsync 2>/dev/null; done; }

load() { # name: starts it, and waits until its memory is taken
  case $1 in
    idle) ;;
    "one busy core") spin & load_pids+=($!) ;;
    "memory, disk, short processes")
      disk_file=$(mktemp /var/tmp/sightglass-compare.XXXXXX)
      (exec nice -n 10 "$BASH" -c 'while :; do :; done') & load_pids+=($!)
      churn & load_pids+=($!)
      write_disk "$disk_file" & load_pids+=($!)
      tail -c 300M < <(head -c 300M /dev/zero; exec sleep 600) >/dev/null & load_pids+=($!)
      dd if=/dev/zero of="$work/shared" bs=1M count=200 2>/dev/null ;;
  esac
  sleep 4
}

"$program" publish --sensors cpu,memory --interval 100ms >/dev/null & pids+=($!)
prometheus-node-exporter --web.listen-address=127.0.0.1:$port 2>/dev/null & pids+=($!)
sleep 2
"$program" watch system.cpu --output csv >"$work/cpu.csv" & pids+=($!)
"$program" watch system.memory --output csv >"$work/memory.csv" & pids+=($!)
sleep 1

for load in idle "one busy core" "memory, disk, short processes"; do
  echo "differences: $load" >&2
  load "$load"
  from=$(date -u +%FT%T.%3NZ)
  scrape >"$work/node.0"
  mpstat "$seconds" 1 >"$work/mpstat" & tools=($!)
  vmstat -n "$seconds" 2 >"$work/vmstat" & tools+=($!)
  top -b -d "$seconds" -n 2 >"$work/top" & tools+=($!)
  sleep "$seconds"
  to=$(date -u +%FT%T.%3NZ)
  scrape >"$work/node.1"
  free -b -w >"$work/free"
  wait "${tools[@]}"
  sleep 0.5 # until the sample of that moment is a line
  stop "${load_pids[@]}"
  load_pids=()
  rm -f "$work/shared" "${disk_file:-/nonexistent}"
  printf '### %s, %s s\n\n' "${load^}" "$seconds"
  awk -v from="$from" -v to="$to" -f "$here/differences.awk" "$work/cpu.csv" "$work/memory.csv" "$work/mpstat" \
    "$work/vmstat" "$work/top" "$work/free" "$work/node.0" "$work/node.1"
  echo
done
