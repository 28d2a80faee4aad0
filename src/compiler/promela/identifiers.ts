// Names that Promela and the C code of its verifier accept, each given once.

/** Words of Promela, of C, and of the C code of Spin's verifier. */
const RESERVED = new Set((
  'active assert atomic bit bool break byte chan c_code c_decl c_expr c_state c_track d_step D_proctype do else empty enabled eval '
  + 'false fi full for get_priority goto hidden if in init inline int len local ltl mtype nempty never nfull notrace np_ od of pc_value '
  + 'pid priority printf printm proctype provided return run select set_priority short show skip timeout trace true typedef unless '
  + 'unsigned xr xs auto case char const continue default double enum extern float inline long main register restrict signed sizeof '
  + 'static struct switch typeof union void volatile while errno stdin stdout stderr depth errors now state trans verbose vsize '
  // Functions and variables of the verifier.
  + 'active_procs addqueue boq cleanup close cnt_loops core_id crack delproc delq delta_time depthfound emalloc endstate exit find_claim freq give_up '
  + 'grab_ints grow h have imed left logval loopstate mapstate memcnt memlim midrv ncores new_state pp prcnt procname progname progstate putpeg putrail '
  + 'q_cond q_full q_len q_max q_zero reached reached2 reclaim_mem reclaim_size rem retrans select_claim settable snap snapshot start_time stopped '
  + 'stopstate sudden_stop tbuf tmp tprefix trcnt udmem unrecv unsend usage visstate wrap_stats wrapup'
).split(' '));

/** A scope of names. No inner name hides an outer one, whichever was given first. */
export class Identifiers {
  private readonly taken = new Set<string>();
  private readonly takenInside = new Set<string>();

  constructor(private readonly outer?: Identifiers) {}

  /** The nearest free identifier: `i_lock of victim` becomes `i_lock_of_victim`. */
  name(wanted: string): string {
    const plain = wanted.replace(/\W+/g, '_').replace(/^_+|_+$/g, '').replace(/^(?=\d|$)/, 'x');
    let name = plain;
    for (let n = 2; !this.isFree(name); n++) name = `${plain}_${n}`;
    this.taken.add(name);
    this.outer?.takenInside.add(name);
    return name;
  }

  private isFree(name: string): boolean {
    return !RESERVED.has(name) && !this.taken.has(name) && !this.takenInside.has(name) && !this.outer?.taken.has(name);
  }
}

/** The text as it can be in a comment. */
export function comment(text: string): string {
  return text.replace(/\*\//g, '* /').replace(/\s+/g, ' ');
}
