// A shell script that records exactly the functions that the model has: for somebody who trusts no other program as root. It sets tracing up, waits for Enter, saves, and undoes what it did.
import type { KernelTree, Version } from '../language/tree';
import { admits, formatVersion } from '../language/versions';
import { systemCallsIn } from './linux-calls';

/** Functions of Linux that a version of the model has, and system calls, by their names in C. */
export interface ScriptFunctions {
  readonly functions: readonly string[];
  readonly systemCalls: readonly string[];
}

/** Without those that the model has and Linux has not. */
export function functionsToRecord({ functions }: KernelTree, version: Version): ScriptFunctions {
  const found = functions.filter(({ gate, doc = '' }) => admits(gate, version) && !doc.includes('Not in Linux'));
  const names = (all: readonly string[]): string[] => [...new Set(all)].sort();
  return {
    functions: names(found.filter(({ syscall }) => !syscall).map(({ name }) => name)),
    systemCalls: names(found.flatMap(({ syscall, doc = '' }) => (syscall ? systemCallsIn(doc) : []))),
  };
}

/** For sh, as POSIX has it, and awk. */
export function recordingScript({ functions, systemCalls }: ScriptFunctions, version: Version): string {
  return `#!/bin/sh
# Records the functions that the model kernel of daxscn has for ${formatVersion(version)}, with ftrace's function_graph.
#   sudo sh record.sh [FILE]      (FILE: daxscn.trace in this folder)
# It sets tracing up, waits until you press Enter, saves what was recorded, and puts everything back as it was. It runs nothing else.
# TRACING names the folder of tracefs if it is mounted elsewhere.
set -u
output=\${1:-daxscn.trace}
tracing=\${TRACING:-/sys/kernel/tracing}
[ -e "$tracing/current_tracer" ] || tracing=\${TRACING:-/sys/kernel/debug/tracing}

fail() { echo "$0: $*" >&2; exit 1; }

[ -w "$tracing/current_tracer" ] || fail "no tracefs at $tracing that may be written; run this as root, or: mount -t tracefs nodev /sys/kernel/tracing"
[ "$(cat "$tracing/current_tracer")" = nop ] || fail "somebody else is tracing ($(cat "$tracing/current_tracer")); end that first: echo nop > $tracing/current_tracer"
[ -e "$output" ] && fail "$output exists; name another file"

functions='
${columns(functions)}
'
system_calls='
${columns(systemCalls)}
'

# The symbols of this kernel: compilers add .isra.0 or .constprop.0, architectures __x64_sys_, and some calls have 64 at the end.
symbols=$(awk -v functions="$functions" -v system_calls="$system_calls" '
  BEGIN {
    count = split(functions, names); for (i = 1; i <= count; i++) wanted[names[i]]
    count = split(system_calls, names); for (i = 1; i <= count; i++) called[names[i]]
  }
  {
    name = $1; sub(/\\.(isra|constprop|part|cold|llvm|lto_priv).*$/, "", name)
    if (name in wanted) { print $1; seen[name] }
    if (name ~ /^__[a-z0-9]+_sys_/) { sub(/^__[a-z0-9]+_sys_/, "", name); sub(/64$/, "", name); if (name in called) print $1 }
  }
  END { for (name in wanted) if (!(name in seen)) print "missing " name }
' "$tracing/available_filter_functions")
missing=$(printf '%s\\n' "$symbols" | sed -n 's/^missing //p' | sort)
symbols=$(printf '%s\\n' "$symbols" | sed '/^missing /d' | sort -u)
[ -n "$symbols" ] || fail "this kernel can trace none of the functions"
[ -z "$missing" ] || { echo "not in this kernel, or put into their callers by the compiler:"; printf '%s\\n' "$missing" | sed 's/^/  /'; } >&2

# What is written, and what was there before.
changed=
change() {
  [ -w "$tracing/$1" ] || return 0
  changed="$1=$(cat "$tracing/$1")
$changed"
  echo "$2" > "$tracing/$1"
}
filter=$(sed -e '/^#/d' -e 's/ .*//' "$tracing/set_ftrace_filter")
restore() {
  trap '' INT TERM HUP
  echo 0 > "$tracing/tracing_on"
  printf '%s' "$changed" | while IFS='=' read -r file value; do [ -z "$file" ] || echo "$value" > "$tracing/$file"; done
  printf '%s\\n' "$filter" > "$tracing/set_ftrace_filter"
}
trap restore EXIT
trap 'exit 1' INT TERM HUP

change tracing_on 0
printf '%s\\n' "$symbols" > "$tracing/set_ftrace_filter"
change current_tracer function_graph
for option in abstime cpu duration proc args retval; do change "options/funcgraph-$option" 1; done
change options/funcgraph-overhead 0
for event in sched_switch sched_waking; do change "events/sched/$event/enable" 1; done
# With their arguments, where this kernel has such events.
for call in $system_calls; do
  for name in "$call" "\${call}64"; do
    for event in "sys_enter_$name" "sys_exit_$name"; do
      [ -e "$tracing/events/syscalls/$event/enable" ] && change "events/syscalls/$event/enable" 1
    done
  done
done
echo > "$tracing/trace"
echo 1 > "$tracing/tracing_on"
echo "recording $(printf '%s\\n' "$symbols" | wc -l) functions; do what has to be recorded, then press Enter"
read -r _ || :
echo 0 > "$tracing/tracing_on"
# What has no call in it was not called: that is told, too.
{ echo "# os release : $(uname -r)"; printf '%s\\n' "$symbols" | sed 's/^/# traced: /'; cat "$tracing/trace"; } > "$output" && echo "saved: $output; daxscn import $output makes a scenario of it"
`;
}

/** Words in lines of about a hundred characters. */
function columns(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length > 110) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}
