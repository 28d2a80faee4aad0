import { describe, expect, test } from 'vitest';
import { evaluatableAt, evaluatablesDownTo, type Evaluatable } from '../../src/language/evaluatable';

/** Statements inside a function of the model kernel; `<|>` is the cursor. */
const body = (statements: string) => `int f(page page, inode inode, vma buf[first .. last]) {\n${statements}\n}`;

function at(marked: string): string | undefined {
  const before = marked.slice(0, marked.indexOf('<|>')).split('\n');
  const text = marked.replace('<|>', '');
  const found = evaluatableAt(text, before.length - 1, before.at(-1)!.length);
  if (found) expect(inText(text, found)).toBe(found.text);
  return found?.text;
}

function inText(text: string, { span: [line, column, endLine, endColumn] }: Evaluatable): string {
  const lines = text.split('\n').slice(line, endLine + 1);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, endColumn);
  lines[0] = lines[0]!.slice(column);
  return lines.join(' ').replaceAll(/\s+/g, ' ');
}

describe('under the cursor is', () => {
  test.each([
    ['a name', 'inode = pa<|>ge.mapping.host;', 'page'],
    ['a field', 'inode = page.map<|>ping.host;', 'page.mapping'],
    ['the field of a field', 'inode = page.mapping.ho<|>st;', 'page.mapping.host'],
    ['a field at its end', 'inode = page.mapping<|>.host;', 'page.mapping'],
    ['what is assigned to', 'page.ref<|>count += 1;', 'page.refcount'],
    ['an element, on its brackets', 'page = inode.i_pages<|>[at + 1];', 'inode.i_pages'],
    ['an element, behind it', 'page = inode.i_pages[at + 1]<|>;', 'inode.i_pages[at + 1]'],
    ['a field of an element', 'page = inode.i_pages[at + 1].own<|>er;', 'inode.i_pages[at + 1].owner'],
    ['the index', 'page = inode.i_pages[a<|>t + 1];', 'at'],
    ['a comparison, on its operator', 'if (page.refcount =<|>= 1) return 0;', 'page.refcount == 1'],
    ['a name beside an operator', 'at = at<|>+1;', 'at'],
    ['a negation', 'if (<|>!busy) return 0;', '!busy'],
    ['a choice of values, on its mark', 'at = a > b <|>? a : b;', 'a > b ? a : b'],
    ['a membership', 'if (current i<|>n lock.readers) return 0;', 'current in lock.readers'],
    ['the running task', 'lock = curr<|>ent.mm.mmap_lock;', 'current'],
    ['a call', 'at = pin_c<|>ount(page) + 1;', 'pin_count(page)'],
    ['an argument', 'at = pin_count(pa<|>ge);', 'page'],
    ['a field of what a call returns', 'at = vec_at(pages, 0).pa<|>ge;', 'vec_at(pages, 0).page'],
    ['more than a line', 'if (page.refcount > 1\n  &<|>& busy) return 0;', 'page.refcount > 1 && busy'],
    ['a variable where it is declared', 'page pa<|>ge = null;', 'page'],
    ['the variable of a loop', 'for (<|>i in 0 .. 3) at = i;', 'i'],
    ['an expression in a text', '"pin {page} of {page.mapping.ho<|>st}": at = 0;', 'page.mapping.host'],
    ['the reason of a wait', 'await (true) because "until {pa<|>ge} is idle";', 'page'],
  ])('%s', (_, statements, expected) => expect(at(body(statements))).toBe(expected));

  test.each([
    ['a parameter', 'int f(page pa<|>ge) { }', 'page'],
    ['a bound of a slice', 'int f(vma buf[fir<|>st .. last]) { }', 'first'],
    ['a file of the scenario', 'file vic<|>tim on mnt', 'victim'],
    ['a mount of the scenario', 'file victim on mn<|>t', 'mnt'],
    ['a process', 'process rea<|>der { }', 'reader'],
    ['a process of a schedule', 'schedule { run rea<|>der until blocked; }', 'reader'],
    ['an expression of an assertion', 'assert a: victim.i_si<|>ze == 0;', 'victim.i_size'],
    ['an expression before a mistake', 'int f(page p) { at = p.ref<|>count; at = = 1; }', 'p.refcount'],
  ])('%s', (_, text, expected) => expect(at(text)).toBe(expected));

  test.each([
    ['a keyword', body('ret<|>urn at;')],
    ['a type', body('pa<|>ge other = null;')],
    ['the type of a parameter', 'int f(pa<|>ge page) { }'],
    ['the name of a function', 'int f<|>(page page) { }'],
    ['a number', body('at = 1<|>2;')],
    ['null', body('page = nu<|>ll;')],
    ['the kernel version', body('if (KER<|>NEL >= v5.2) return 0;')],
    ['a comment', body('// pa<|>ge.refcount\nat = 0;')],
    ['a text', body('"pin pa<|>ge {page}": at = 0;')],
    ['a doubled brace', body('"pin {{pa<|>ge}}": at = 0;')],
    ['a slice', body('read(buf[<|>0 .. 1]);')],
    ['a spinlock', body('atomic under (entry.mapping.xa_<|>lock) { at = 0; }')],
    ['what leads to a spinlock', body('atomic under (at, wait_ta<|>ble.lock) { at = 0; }')],
    ['the spinlock of a field', 'object page { int(0..1) n under (map<|>ping.xa_lock); }'],
    ['why a block is one event', body('atomic because "one wo<|>rd of {page}" { at = 0; }')],
    ['a mark', body('mark layout_re<|>try;')],
    ['nothing at all', '<|>'],
  ])('nothing: %s', (_, text) => expect(at(text)).toBeUndefined());
});

describe('beside the lines of a routine stand', () => {
  const text = `const int MOST = 3;
/// A busy page of the inode.
page busy(inode inode, vma buf[first .. last]) {
    page page = null; // of another inode
    for (i in first .. last) page = inode.i_pages[i];
    "look at {page}, look at {page.mapping.host}":
    if (page.refcount > MOST && page.refcount < pin_count(other)) return page;
    return after;
}
int other(int apart) {
    return apart;
}
override int ftruncate(inode file, int blocks) { file.size = blocks; }
process reader { buf = mmap(victim, 0, 1); read_direct(nvme0, buf[0]); }
assert a: victim.i_size == 0;`;
  const beside = (line: number) => evaluatablesDownTo(text, line).map((each) => {
    expect(inText(text, each)).toBe(each.text);
    return `${each.span[0]} ${each.text}`;
  });

  test.each([
    ['the head', 2, ['2 inode', '2 buf', '2 first', '2 last']],
    ['declarations and elements', 4, ['2 inode', '2 buf', '2 first', '2 last', '3 page', '4 i', '4 first', '4 last', '4 page', '4 inode', '4 inode.i_pages[i]']],
    ['an override', 12, ['12 file', '12 blocks', '12 file.size']],
    ['a process', 13, ['13 buf', '13 victim', '13 nvme0', '13 buf[0]']],
    ['no routine', 14, []],
    ['the next routine', 10, ['9 apart', '10 apart']],
  ])('%s', (_, line, expected) => expect(beside(line)).toEqual(expected));

  test('expressions in texts, each once a line, and nothing below the line', () => {
    expect(beside(6).slice(11)).toEqual(['5 page', '5 page.mapping.host', '6 page', '6 page.refcount', '6 MOST', '6 other']);
    expect(beside(6)).not.toContain('7 after');
  });
});
