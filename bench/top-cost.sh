#!/usr/bin/env bash
# What it costs to look: `sightglass top` beside btop and htop, all at once, each in a terminal of 200x50, drawing once
# a second. Prints a table in Markdown. Takes about two minutes; nothing else should run meanwhile.
#   bench/top-cost.sh [program ...]      the build's own program by default; several (JIT, NativeAOT) are compared
# Needs tmux; btop and htop where they are installed.
set -euo pipefail
cd "$(dirname "$0")/.."
warm_s=${WARM_S:-30} run_s=${RUN_S:-60}
programs=("$@"); [ $# -gt 0 ] || programs=(artifacts/bin/Sightglass.Cli/release/sightglass)
work=$(mktemp -d)
mux() { tmux -S "$work/tmux" -f /dev/null "$@"; }
trap 'mux kill-server 2>/dev/null; rm -rf "$work"' EXIT

export LC_ALL=C.UTF-8 HOME=$work XDG_CONFIG_HOME=$work/config COLORTERM=truecolor
unset NO_COLOR SIGHTGLASS_CONFIG
mkdir -p "$XDG_CONFIG_HOME/btop"
echo 'update_ms = 1000' > "$XDG_CONFIG_HOME/btop/btop.conf"

names=() pids=()
# Starts a command in a terminal of its own.
show() { # name, command...
  local name=$1 pid; shift
  mux new-session -d -x 200 -y 50 -P -F '#{pane_pid}' "exec $*" > "$work/pid"
  pid=$(cat "$work/pid")
  names+=("$name") pids+=("$pid")
}

# Time on a processor, of all threads that are and were (proc(5): utime and stime, in hundredths of a second).
cpu_ns() { sed 's/.*) //' "/proc/$1/stat" | awk '{ printf "%.0f", ($12 + $13) * 1e7 }'; }
written() { awk '/^wchar/ { print $2 }' "/proc/$1/io"; }
rss_kib() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }

for i in "${!programs[@]}"; do
  program=$(realpath "${programs[$i]}")
  mkdir -p "$work/topics$i"
  show "\`sightglass top\` (${programs[$i]})" "env SIGHTGLASS_DIR=$work/topics$i '$program' top --interval 1s"
done
sleep 5
for i in "${!programs[@]}"; do
  # The publisher that top has started: the other process that has this directory.
  for environ in /proc/[0-9]*/environ; do
    pid=${environ//[^0-9]/}
    grep -qzx "SIGHTGLASS_DIR=$work/topics$i" "$environ" 2>/dev/null || continue
    tr '\0' ' ' < "/proc/$pid/cmdline" | grep -q -- '--while-watched' || continue
    names+=("its publisher, which measures for all viewers") pids+=("$pid")
  done
done
if command -v btop > /dev/null; then show "btop $(btop --version | grep -oE '[0-9.]+' | head -1)" btop; fi
if command -v htop > /dev/null; then show "htop $(htop --version | grep -oE '[0-9.]+' | head -1)" htop -d 10; fi

sleep "$warm_s"
start=() bytes=() rss=()
for pid in "${pids[@]}"; do
  start+=("$(cpu_ns "$pid")") bytes+=("$(written "$pid")") rss+=("$(rss_kib "$pid")")
done
began=$(date +%s%N)
sleep "$run_s"
echo "| 200x50, once a second, $run_s s | CPU, % of a core | bytes written per second | resident, MiB, then and after |"
echo '|---|---:|---:|---:|'
for i in "${!pids[@]}"; do
  awk -v name="${names[$i]}" -v ns=$(($(cpu_ns "${pids[$i]}") - start[i])) -v time=$(($(date +%s%N) - began)) \
    -v bytes=$(($(written "${pids[$i]}") - bytes[i])) -v from="${rss[$i]}" -v to="$(rss_kib "${pids[$i]}")" 'BEGIN {
      printf "| %s | %.2f | %.0f | %.1f → %.1f |\n", name, 100 * ns / time, bytes * 1e9 / time, from / 1024, to / 1024 }'
done
