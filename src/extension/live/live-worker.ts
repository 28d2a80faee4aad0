// The thread that examines and searches in the background: a program of its own, which lives as long as VS Code does, so that what was compiled once is kept.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Examiner, type Examination } from '../../explorer/live/examination';
import { searchLive } from '../../explorer/live/live-search';
import type { Outcome } from '../../explorer/live/outcome';
import { CheckCache } from '../../language/check';
import { readPackage } from '../../language/packaged-kernel';
import type { ScenarioTree } from '../../language/tree';
import type { ExamineRequest, LiveAnswer, LiveRequest, LiveWorkerData, SearchRequest } from './worker-messages';

/** Milliseconds between two looks at messages while it searches. */
const YIELD_INTERVAL = 5;

const { kernel: path, cancelled } = workerData as LiveWorkerData;
const flag = new Int32Array(cancelled);
const packaged = readFileSync(path, 'utf8');
const kernel = readPackage(packaged);
/** The names of the parts of this program change with what is in them. */
const build = digest(packaged + readFileSync(__filename, 'utf8'));
const examiner = new Examiner(kernel, new CheckCache(), build, digest);
const texts = new Map<string, { readonly revision: number; readonly tree: ScenarioTree; readonly examination: Examination } | undefined>();

parentPort!.on('message', (request: LiveRequest) => {
  if (request.type === 'examine') examine(request);
  else if (request.type === 'forget') texts.delete(request.name);
  else void search(request);
});

function examine({ name, revision, source, text, overlays, used }: ExamineRequest): void {
  const found = examiner.examine({ source, text, surroundings: { overlays, used } });
  texts.set(name, 'mistake' in found ? undefined : { ...found, revision });
  answer({ type: 'examined', name, revision, result: 'mistake' in found ? found : found.examination });
}

async function search({ search: number, name, revision, wanted: id, budget }: SearchRequest): Promise<void> {
  const text = texts.get(name);
  const wanted = text?.revision === revision ? text.examination.wanted.find((each) => each.id === id) : undefined;
  const isCancelled = (): boolean => Atomics.load(flag, 0) >= number;
  let outcome: Outcome | undefined;
  if (text && wanted && !isCancelled()) {
    const now = (): number => performance.now();
    const searching = searchLive({ kernel, tree: text.tree, examination: text.examination, wanted, budget, now, isCancelled });
    for (let yielded = now(); ;) {
      const { done, value } = searching.next();
      if (done) {
        outcome = value;
        break;
      }
      if (now() - yielded < YIELD_INTERVAL) continue;
      // A text that is edited meanwhile is examined now: perhaps this search is still wanted.
      await setImmediate();
      yielded = now();
    }
  }
  answer({ type: 'ended', search: number, outcome });
}

function answer(message: LiveAnswer): void {
  parentPort!.postMessage(message);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
