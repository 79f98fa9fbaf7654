# Reads what each program wrote, by the name of its file, and prints a table. CPU in percent, sizes in MiB.
BEGIN { MiB = 1048576; split("user nice system idle iowait irq softirq steal", modes, " ") }

function set(tool, what, value) { values[tool, what] = value }

function set_cpu(tool, user, nice, system_, idle, iowait, irq, softirq, steal) {
  set(tool, "utilization", 100 - idle - iowait)
  set(tool, "user", user); set(tool, "nice", nice); set(tool, "system", system_); set(tool, "idle", idle)
  set(tool, "iowait", iowait); set(tool, "irq", irq); set(tool, "softirq", softirq); set(tool, "steal", steal)
  set(tool, "user + nice", user + nice); set(tool, "system + irq + softirq", system_ + irq + softirq)
}

FNR == 1 { file = FILENAME; sub(/.*\//, "", file) }

# Sightglass: the counters between the first samples at or after the two moments.
file ~ /csv$/ && FNR == 1 { count = split($0, names, ","); next }
file ~ /csv$/ {
  split($0, row, ",")
  for (i = 2; i <= count; i++) now[names[i]] = row[i]
  if (file == "cpu.csv" && row[1] >= from && !has_first) { has_first = 1; for (i = 2; i <= count; i++) first[names[i]] = row[i] }
  if (row[1] < to || has_last[file]) next
  has_last[file] = 1
  for (i = 2; i <= count; i++) last[names[i]] = row[i]
  next
}

file == "mpstat" && /^Average:/ && $2 == "all" { set_cpu("mpstat", $3 + $10, $4 + $11, $5, $12, $6, $7, $8, $9) }

file == "vmstat" && FNR == 2 { for (i = 1; i <= NF; i++) column[$i] = i }
file == "vmstat" && FNR == 4 {
  set("vmstat", "utilization", 100 - $column["id"] - $column["wa"])
  set("vmstat", "user + nice", $column["us"] + ("gu" in column ? $column["gu"] : 0))
  set("vmstat", "system + irq + softirq", $column["sy"])
  set("vmstat", "idle", $column["id"]); set("vmstat", "iowait", $column["wa"]); set("vmstat", "steal", $column["st"])
  set("vmstat", "free", $column["free"] / 1024); set("vmstat", "buffers", $column["buff"] / 1024)
  set("vmstat", "cached + reclaimable slab", $column["cache"] / 1024); set("vmstat", "swap used", $column["swpd"] / 1024)
}

file == "top" && /^top -/ { line = $0; sub(/.*load average: /, "", line); split(line, loads, ", "); set("top", "load 1m", loads[1]) }
file == "top" && /^%Cpu/ {
  line = $0; sub(/^%Cpu\(s\): */, "", line); split(line, parts, ",")
  for (i in parts) { split(parts[i], word, " "); share[word[2]] = word[1] }
  set_cpu("top", share["us"], share["ni"], share["sy"], share["id"], share["wa"], share["hi"], share["si"], share["st"])
}
file == "top" && /^MiB Mem/ { set("top", "total", $4); set("top", "free", $6); set("top", "used", $8) ; set("top", "buffers + cached + reclaimable slab", $10) }
file == "top" && /^MiB Swap/ { set("top", "swap total", $3); set("top", "swap used", $7); set("top", "available", $9) }

file == "free" && /^Mem:/ {
  set("free", "total", $2 / MiB); set("free", "used", $3 / MiB); set("free", "free", $4 / MiB); set("free", "shared", $5 / MiB)
  set("free", "buffers", $6 / MiB); set("free", "cached + reclaimable slab", $7 / MiB); set("free", "available", $8 / MiB)
  set("free", "buffers + cached + reclaimable slab", ($6 + $7) / MiB)
}
file == "free" && /^Swap:/ { set("free", "swap total", $2 / MiB); set("free", "swap used", $3 / MiB) }

file ~ /^node/ && /^node_cpu_seconds_total/ {
  mode = $1; sub(/.*mode="/, "", mode); sub(/".*/, "", mode)
  node[file, mode] += $2
}
file == "node.1" && /^node_memory_/ { memory[$1] = $2 / MiB }
file == "node.1" && /^node_load1 / { set("node", "load 1m", $2) }

END {
  for (i in modes) { t = "system.cpu.time." modes[i]; all += last[t] - first[t]; node_all += node["node.1", modes[i]] - node["node.0", modes[i]] }
  for (i in modes) {
    t = "system.cpu.time." modes[i]
    own[modes[i]] = 100 * (last[t] - first[t]) / all
    other[modes[i]] = 100 * (node["node.1", modes[i]] - node["node.0", modes[i]]) / node_all
  }
  set_cpu("own", own["user"], own["nice"], own["system"], own["idle"], own["iowait"], own["irq"], own["softirq"], own["steal"])
  set_cpu("node", other["user"], other["nice"], other["system"], other["idle"], other["iowait"], other["irq"], other["softirq"], other["steal"])
  set("own", "load 1m", last["system.cpu.load.1m"])

  m = "system.memory."
  set("own", "total", last[m "total"] / MiB); set("own", "available", last[m "available"] / MiB)
  set("own", "used", last[m "used"] / MiB); set("own", "free", last[m "free"] / MiB)
  set("own", "buffers", last[m "buffers"] / MiB); set("own", "cached", last[m "cached"] / MiB)
  set("own", "shared", last[m "shared"] / MiB)
  set("own", "cached + reclaimable slab", (last[m "cached"] + last[m "slab.reclaimable"]) / MiB)
  set("own", "buffers + cached + reclaimable slab", (last[m "buffers"] + last[m "cached"] + last[m "slab.reclaimable"]) / MiB)
  set("own", "swap total", last[m "swap.total"] / MiB); set("own", "swap used", last[m "swap.used"] / MiB)

  n = "node_memory_"
  set("node", "total", memory[n "MemTotal_bytes"]); set("node", "available", memory[n "MemAvailable_bytes"])
  set("node", "free", memory[n "MemFree_bytes"]); set("node", "buffers", memory[n "Buffers_bytes"])
  set("node", "cached", memory[n "Cached_bytes"]); set("node", "shared", memory[n "Shmem_bytes"])
  set("node", "cached + reclaimable slab", memory[n "Cached_bytes"] + memory[n "SReclaimable_bytes"])
  set("node", "swap total", memory[n "SwapTotal_bytes"])
  set("node", "swap used", memory[n "SwapTotal_bytes"] - memory[n "SwapFree_bytes"])

  print "| | Sightglass | mpstat | vmstat | top | free | node exporter |"
  print "|---|---:|---:|---:|---:|---:|---:|"
  rows = split("utilization|user|nice|user + nice|system|irq|softirq|system + irq + softirq|idle|iowait|steal|load 1m|" \
    "total|available|used|free|buffers|cached|cached + reclaimable slab|buffers + cached + reclaimable slab|shared|" \
    "swap total|swap used", row, "|")
  tools = split("mpstat vmstat top free node", tool, " ")
  for (i = 1; i <= rows; i++) {
    is_size = i > 12
    line = sprintf("| %s%s | %s |", row[i], i == 12 ? "" : is_size ? ", MiB" : ", %", sprintf(is_size ? "%.1f" : "%.2f", values["own", row[i]]))
    for (j = 1; j <= tools; j++)
      line = line (((tool[j], row[i]) in values) ? sprintf(is_size ? " %+.1f |" : " %+.2f |", values[tool[j], row[i]] - values["own", row[i]]) : " |")
    print line
  }
}
