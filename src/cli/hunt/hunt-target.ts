// What is hunted, from the options: whatever is wrong with them is told before the hunt begins.
import { isAbsolute, relative, resolve } from 'node:path';
import type { HuntTarget, ReferenceKernel } from '../../hunt/findings';
import { KnownFaults, type KnownScenario } from '../../hunt/known-faults';
import { signaturesOf, type CallSignature } from '../../hunt/signatures';
import { STUCK } from '../../hunt/trial';
import { assertStatements } from '../../language/checker/named-statements';
import { suggestion } from '../../language/suggest';
import type { KernelTree, Version } from '../../language/tree';
import { formatVersion, KNOWN_VERSIONS } from '../../language/versions';
import type { Environment, Output } from '../environment';
import { checkFileSystem } from '../input/file-system';
import { InputError, readVersion } from '../input/input';
import { loadScenario } from '../input/load';
import { Overlays } from '../input/overlays';
import { scenarioFiles } from '../input/scenario-files';
import { quote } from '../text/style';
import { HUNT, type HuntOptions } from './hunt-options';

export interface Hunted {
  readonly target: HuntTarget;
  /** The calls that are composed. */
  readonly signatures: readonly CallSignature[];
  /** The kernel with the overlays. */
  readonly layered: KernelTree;
}

/** Throws an InputError. */
export async function huntedBy(options: HuntOptions, environment: Environment): Promise<Hunted> {
  const version = readVersion(options.kernel ?? KNOWN_VERSIONS.at(-1)!);
  const overlays = new Overlays(options, environment.kernelTree(), version);
  const kernel = overlays.layered.tree;
  checkFileSystem(options.fileSystem, kernel);
  if (options.property !== undefined) checkProperty(options.property, kernel);
  if (options.unlike === true) checkComparison(options);
  const signatures = chosen(signaturesOf(kernel, version), options.calls);
  return { signatures, layered: kernel, target: await targetOf(options, overlays, version, environment) };
}

async function targetOf(options: HuntOptions, overlays: Overlays, version: Version, environment: Environment): Promise<HuntTarget> {
  const { fileSystem, mount, property, maxStates, known, unlike } = options;
  const kernel = environment.kernelTree();
  return {
    kernel, version, ground: { fileSystem, mountProperties: mount }, maxStates, ...(property !== undefined && { property }), command: commandOf(options, version), uses: usesOf(options),
    ...(known && { known: new KnownFaults(await knownScenarios(known, options, environment), kernel, version) }),
    ...(typeof unlike === 'string' && { unlike: referenceOf(readVersion(unlike), environment) }),
    ...(unlike === true && { baseline: referenceOf(version, environment) }),
    read: (text) => overlays.read('hunt.daxscn', text),
  };
}

/** From where the findings are written, or from here. */
function usesOf({ overlay = [], out = '.' }: HuntOptions): string[] {
  return overlay.map((file) => {
    const [absolute, path] = [resolve(file), relative(out, file)];
    return (path.length < absolute.length && !isAbsolute(path) ? path : absolute).replaceAll('\\', '/');
  });
}

/** For the versions that they speak of. */
async function knownScenarios(args: readonly string[], options: HuntOptions, environment: Environment): Promise<KnownScenario[]> {
  const overlays = new Overlays(options, environment.kernelTree());
  return (await scenarioFiles(args)).map((file) => {
    if (file instanceof InputError) throw file;
    return { file, tree: loadScenario(file, overlays, { ...environment, err: SILENT }).tree };
  });
}

/** What is to be said of other scenarios says `check`. */
const SILENT: Output = { write: () => {}, isTerminal: false, columns: Infinity };

function referenceOf(version: Version, environment: Environment): ReferenceKernel {
  const overlays = new Overlays({}, environment.kernelTree(), version);
  return { version, read: (text) => overlays.check('hunt.daxscn', text).tree };
}

function commandOf({ fileSystem, mount, calls, property, unlike, overlay = [] }: HuntOptions, version: Version): string {
  const set = [
    ['--kernel', formatVersion(version)], ['--file-system', fileSystem], ['--mount', mount], ...overlay.map((file) => ['--overlay', file]),
    ...(calls ? [['--calls', calls.join()]] : []), ...(property === undefined ? [] : [['--property', property]]), ...(unlike === undefined ? [] : [['--unlike', ...(unlike === true ? [] : [unlike])]]),
  ].filter(([option, value]) => !(option === '--file-system' && value === HUNT.fileSystem) && !(option === '--mount' && value === HUNT.mount));
  return `daxscn hunt ${set.map(([option, value]) => `${option!}${value === undefined ? '' : ` ${quote(value)}`}`).join(' ')}`;
}

function chosen(signatures: readonly CallSignature[], names: readonly string[] | undefined): readonly CallSignature[] {
  if (!names) return signatures;
  const known = signatures.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name)) throw new InputError(`daxscn: error: \`${name}\` is no call that can be composed on this version${suggestion(name, known)}`);
  }
  return signatures.filter(({ name }) => names.includes(name));
}

/** Whether there is something to compare with. */
function checkComparison({ overlay = [], property }: HuntOptions): void {
  if (overlay.length === 0) throw new InputError('daxscn: error: `--unlike` without a version compares the kernel with and without a patch; name one with `--overlay`, or a version');
  if (property !== undefined) throw new InputError('daxscn: error: `--unlike` without a version compares all that can happen; leave `--property` out, or name a version');
}

function checkProperty(name: string, { invariants, functions, agents }: KernelTree): void {
  const known = [...invariants.flatMap((invariant) => (invariant.response ? [] : invariant.name)), ...assertStatements([...functions, ...agents]).keys(), ...STUCK];
  if (invariants.some((invariant) => invariant.name === name && invariant.response)) {
    throw new InputError(`daxscn: error: \`${name}\` is a response property, which no event breaks; look for ${STUCK.map((stuck) => `\`${stuck}\``).join(' or ')} instead`);
  }
  if (!known.includes(name)) throw new InputError(`daxscn: error: there is no property \`${name}\`${suggestion(name, known)}`);
}
