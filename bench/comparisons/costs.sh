#!/usr/bin/env bash
# What publishers cost at 1, 10 and 100 Hz, beside vmstat, mpstat, top and a node exporter that is scraped each second,
# all at the same time. CPU time is what the scheduler gave to all threads (/proc/PID/task/*/schedstat, nanoseconds):
# ticks of 10 ms are too coarse for this.
#   costs.sh native-sightglass jit-sightglass seconds
set -euo pipefail
native=$1 jit=$2 seconds=$3
export LC_ALL=C
work=$(mktemp -d /dev/shm/sightglass-costs.XXXXXX)
port=19732
pids=() names=() sleepers=()

stop() { [ $# -eq 0 ] || { kill "$@" 2>/dev/null || true; wait "$@" 2>/dev/null || true; }; }
clean() { stop "${pids[@]}"; stop "${sleepers[@]}"; rm -rf "$work"; }
trap clean EXIT
trap 'exit 130' INT TERM

start() { # name, command...
  names+=("$1"); shift
  "$@" >/dev/null 2>&1 & pids+=($!)
}
publisher() { # name, program, options...
  local name=$1 directory="$work/${#pids[@]}"; shift
  mkdir -p "$directory"
  start "$name" env SIGHTGLASS_DIR="$directory" "$1" publish "${@:2}"
}
scrape_each_second() {
  while :; do
    { exec 3<>"/dev/tcp/127.0.0.1/$port"; printf 'GET /metrics HTTP/1.0\r\n\r\n' >&3; cat <&3 >/dev/null; exec 3>&-; } 2>/dev/null || true
    sleep 1
  done
}
look() { # a line per thread: which process, which thread, nanoseconds of CPU time, how often it was woken
  local i task
  for i in "${!pids[@]}"; do
    for task in /proc/"${pids[i]}"/task/*; do
      echo "$i ${task##*/} $(cut -d' ' -f1,3 "$task/schedstat" 2>/dev/null || echo gone)"
    done
  done | grep -v gone
}
# What threads had before does not count, and what one that ended has had since the first look is not known any more.
rates() { # file before, file after, seconds: a line per process
  awk -v seconds="$3" -v count="${#pids[@]}" '
    NR == FNR { ns[$1, $2] = $3; wakes[$1, $2] = $4; next }
    { usedNs[$1] += $3 - ns[$1, $2]; woken[$1] += $4 - wakes[$1, $2] }
    END { for (i = 0; i < count; i++) printf "%.4f %.1f\n", usedNs[i] / seconds / 1e7, woken[i] / seconds }' "$1" "$2"
}
measure() { # Hz: appends a line per process: name, Hz, percent of a core, wakes per second, memory in KiB
  sleep 12 # what starting costs, and the JIT compiler afterwards, is not what running costs
  local from to i
  from=$(date +%s.%N); look >"$work/before"
  sleep "$seconds"
  to=$(date +%s.%N); look >"$work/after"
  rates "$work/before" "$work/after" "$(awk "BEGIN { print $to - $from }")" >"$work/rates"
  for i in "${!pids[@]}"; do
    # Without shared memory, which is everybody's: the history is as large as it is asked for.
    printf '%s\t%s\t%s\t%s\t%s\n' "${names[i]}" "$1" "$(sed -n "$((i + 1))s/ /\t/p" "$work/rates")" \
      "$(awk '/^VmRSS|^RssShmem/ { printf "%s%s", sep, $2; sep = "\t" }' "/proc/${pids[i]}/status")" \
      "$(awk '/^Pss:/ { print $2 }' "/proc/${pids[i]}/smaps_rollup")" >>"$work/lines"
  done
  stop "${pids[@]}"
  pids=() names=()
}

for hz in 1 10 100; do
  echo "costs: $hz Hz" >&2
  interval=$((1000 / hz))ms
  for build in native jit; do
    publisher "$build, CPU and memory" "${!build}" --sensors cpu,memory --interval "$interval"
    publisher "$build, default sensors" "${!build}" --interval "$interval"
  done
  if [ "$hz" = 10 ]; then
    publisher "native, CPU and memory, \`--idle-interval 10s\`" "$native" --sensors cpu,memory --interval "$interval" --idle-interval 10s
  fi
  start '`vmstat 1`' vmstat 1
  start '`mpstat 1`' mpstat 1
  start '`top -b -d 1`' top -b -d 1
  start 'node exporter, scraped each second' prometheus-node-exporter --web.listen-address=127.0.0.1:$port
  scrape_each_second & scraper=$!
  measure "$hz"
  stop "$scraper"
done

echo "costs: 500 processes" >&2
for _ in $(seq 500); do sleep 3600 & sleepers+=($!); done
publisher "native, \`--sensors processes\`, 2 s, 500 sleeping processes more" "$native" --sensors processes
publisher "jit, \`--sensors processes\`, 2 s, 500 sleeping processes more" "$jit" --sensors processes
measure 0.5

cat <<T
### Costs, $seconds s each

CPU time in percent of one core, and how often it was put on a processor, per second. Memory at the first rate it ran at,
in MiB: resident without shared memory, its history in shared memory, and its proportional share (PSS) with both.

| | 1 Hz | 10 Hz | 100 Hz | wakes/s at the first rate | resident | shared memory | PSS |
|---|---:|---:|---:|---:|---:|---:|---:|
T
awk -F'\t' '
  !($1 in order) { order[$1] = ++count; name[count] = $1; wakes[$1] = $4; rss[$1] = $5; shared[$1] = $6; pss[$1] = $7 }
  { cpu[$1, $2 == "0.5" ? 1 : $2] = $3 }
  function cell(value) { return value == "" ? " |" : sprintf(" %.3f |", value) }
  END {
    for (i = 1; i <= count; i++) {
      n = name[i]
      # The tools run once a second, whatever the publishers do.
      is_tool = n !~ /^(native|jit)/
      printf "| %s |%s%s%s %.1f | %.1f | %.1f | %.1f |\n", n, cell(cpu[n, 1]), is_tool ? " |" : cell(cpu[n, 10]), is_tool ? " |" : cell(cpu[n, 100]), wakes[n], (rss[n] - shared[n]) / 1024, shared[n] / 1024, pss[n] / 1024
    }
  }' "$work/lines"
echo
