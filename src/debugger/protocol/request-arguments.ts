// The arguments of a request, checked: a client can send any JSON at all.
import { limits, MOST_ELEMENTS } from './limits';
import { RequestError } from './request-error';

/**
 * The arguments of a request, or an object inside them. Reading one that is missing or of another type throws a RequestError that
 * names it. null is like absent.
 */
export class RequestArguments {
  private readonly values: Readonly<Record<string, unknown>>;

  /** `path` is where the object stands in the arguments, for messages. Throws a RequestError if the value is no object. */
  constructor(value: unknown, private readonly path = '') {
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw new RequestError(`${path === '' ? 'The arguments' : `\`${path}\``} must be an object, not ${show(value)}.`);
    }
    this.values = (value ?? {}) as Record<string, unknown>;
  }

  /** Whether it is there and not null. */
  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** A whole number. */
  integer(name: string): number {
    const value = this.values[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw this.wrong(name, 'a whole number');
    return value;
  }

  /** A string, whose length is limited. */
  text(name: string, limit: keyof typeof limits = 'text'): string {
    const value = this.values[name];
    if (typeof value !== 'string') throw this.wrong(name, 'a string');
    return this.limited(value, name, limit);
  }

  /** A boolean; false when it is absent. */
  flag(name: string): boolean {
    if (!this.has(name)) return false;
    const value = this.values[name];
    if (typeof value !== 'boolean') throw this.wrong(name, 'true or false');
    return value;
  }

  /** A whole number, or `otherwise` when it is absent. */
  integerOr<T>(name: string, otherwise: T): number | T {
    return this.has(name) ? this.integer(name) : otherwise;
  }

  /** A string, or `otherwise` when it is absent. */
  textOr<T>(name: string, otherwise: T, limit: keyof typeof limits = 'text'): string | T {
    return this.has(name) ? this.text(name, limit) : otherwise;
  }

  /** An object. */
  object(name: string): RequestArguments {
    if (!this.has(name)) throw this.wrong(name, 'an object');
    return new RequestArguments(this.values[name], this.pathTo(name));
  }

  /** A list of objects; none when it is absent. */
  objects(name: string): RequestArguments[] {
    return this.list(name).map((value, index) => new RequestArguments(value, `${this.pathTo(name)}[${index}]`));
  }

  /** A list of names, or of other strings whose length is limited; none when it is absent. */
  names(name: string, limit: keyof typeof limits = 'name'): string[] {
    return this.list(name).map((value, index) => {
      if (typeof value !== 'string') {
        throw new RequestError(`\`${this.pathTo(name)}[${index}]\` must be a string, not ${show(value)}.`);
      }
      return this.limited(value, `${name}[${index}]`, limit);
    });
  }

  /** A list of whole numbers; none when it is absent. */
  integers(name: string): number[] {
    return this.list(name).map((value, index) => {
      if (!Number.isSafeInteger(value)) throw new RequestError(`\`${this.pathTo(name)}[${index}]\` must be a whole number, not ${show(value)}.`);
      return value as number;
    });
  }

  /** The arguments as they came, unchecked. */
  raw(): Readonly<Record<string, unknown>> {
    return this.values;
  }

  private list(name: string): unknown[] {
    if (!this.has(name)) return [];
    const value = this.values[name];
    if (!Array.isArray(value)) throw this.wrong(name, 'a list');
    if (value.length > MOST_ELEMENTS) throw new RequestError(`\`${this.pathTo(name)}\` is too long: ${value.length} elements, at most ${MOST_ELEMENTS} are read.`);
    return value;
  }

  private limited(value: string, name: string, limit: keyof typeof limits): string {
    const most = limits[limit];
    if (value.length <= most) return value;
    throw new RequestError(`\`${this.pathTo(name)}\` is too long: ${value.length} characters, at most ${most} are read.`);
  }

  private pathTo(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  private wrong(name: string, expected: string): RequestError {
    const value = this.values[name];
    const found = value === undefined ? 'it is missing' : `not ${show(value)}`;
    return new RequestError(`\`${this.pathTo(name)}\` must be ${expected}, ${found}.`);
  }
}

/** The most characters of a value in an error message. */
const MOST_SHOWN = 60;

/** A value as an error message shows it. However large or deep it is, no more of it is looked at than is shown. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : json(value, MOST_SHOWN);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** JSON that may break off where `room` characters are written. */
function json(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, Math.max(0, room)));
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  let text = isList ? '[' : '{';
  for (const [name, inner] of Object.entries(value)) {
    if (text.length > room) break;
    if (text.length > 1) text += ',';
    if (!isList) text += `${json(name, room)}:`;
    text += json(inner, room - text.length);
  }
  return text + (isList ? ']' : '}');
}
