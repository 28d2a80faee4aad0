// Which files of Linux the model kernel stands for: the comments of a file and of a function say so.

/** The comment at the beginning of a file, without its slashes; empty if there is none. */
export function headerOf(text: string): string {
  return (/^(?:\/\/(?!\/).*\n)+/.exec(text)?.[0] ?? '').replaceAll(/^\/\/ ?/gm, '');
}

/** That at the beginning of the function's comment, else that or those of the file's first comment, else the source. */
export function linuxFiles(doc: string | undefined, header: string, source: string): string[] {
  const own = /^(?:\w[\w-]*\/)+[\w-]+\.[ch]\b/.exec(doc ?? '')?.[0];
  const [head = ''] = header.split(/^(?:Left out|Simplified): /m);
  const files = own ? [own] : [...head.split(/: |\. /)[0]!.matchAll(/(?:\w[\w-]*\/)*[\w-]+\.[ch]\b/g)].map(([file]) => file);
  return files.length > 0 ? files : [source];
}
