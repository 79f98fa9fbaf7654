#!/usr/bin/env bash
# Makes the picture of the monitor anew, of this machine as it is now: a minute and a half of it, with something to do.
# Needs tmux, aha and chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build src/Sightglass.Cli -c Release -v quiet -clp:ErrorsOnly
program="$PWD/artifacts/bin/Sightglass.Cli/release/sightglass" work=$(mktemp -d)
export SIGHTGLASS_DIR="$work" SIGHTGLASS_CONFIG="$work/config.toml"
touch "$SIGHTGLASS_CONFIG"

"$program" publish --sensors cpu,memory,container,disk,network,frequency,processes,publisher >"$work/said" & publisher=$!
trap 'kill $publisher; tmux -L "sightglass-$$" kill-server 2>/dev/null; wait $publisher; rm -rf "$work"' EXIT
until [ -s "$work/said" ]; do sleep 0.1; done

# Some work to look at: waves on one processor, files, and traffic on loopback.
for wave in 1 2 3 4 5 6; do
  timeout $((2 + wave % 3 * 3)) sha256sum /dev/zero & busy=$!
  timeout 10 dd if=/dev/zero of="$PWD/artifacts/wave" bs=1M count=$((wave * 40)) conv=fsync status=none || true
  wait $busy || true
  sleep 5
done
rm -f "$PWD/artifacts/wave"

TERM=xterm-256color tmux -L "sightglass-$$" -f /dev/null new-session -d -x 150 -y 46 "COLORTERM=truecolor exec '$program' top"
sleep 20
tmux -L "sightglass-$$" capture-pane -p -e >"$work/screen"
tmux -L "sightglass-$$" send-keys q
{
  echo '<!doctype html><meta charset="utf-8"><style>body { margin: 0; padding: 12px; background: #10141a; color: #d8dee6 }'
  echo 'pre { margin: 0; font: 13px/15px "DejaVu Sans Mono", monospace }'
  echo 'i { display: inline-block; width: 1ch; overflow: hidden; font: inherit; vertical-align: top }</style><pre>'
  # Braille comes from a font of another width; in a terminal each cell is as wide as the others.
  aha --no-header --black <"$work/screen" | perl -CSD -pe 's,[\x{2800}-\x{28ff}],<i>$&</i>,g'
  echo '</pre>'
} >"$work/screen.html"
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --user-data-dir="$work/chromium" --hide-scrollbars \
  --window-size=1198,714 --screenshot="$PWD/docs/pictures/top.png" "file://$work/screen.html" 2>"$work/chromium.log"
