// A recording of many lines, read by the reader: in a process of its own, so that its memory is that of reading alone.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { readPieces } from '../src/cli/input/pieces';
import { RecordingReader } from '../src/trace/recording/recording-reader';

const began = performance.now();
let calls = 0;
const reader = new RecordingReader(({ kind }) => {
  if (kind === 'call') calls++;
});
for (const piece of readPieces(process.argv[2]!)) reader.read(piece);
reader.end();
process.stdout.write(JSON.stringify({ lines: reader.lines, calls, strange: reader.strangeLines, seconds: (performance.now() - began) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }));
