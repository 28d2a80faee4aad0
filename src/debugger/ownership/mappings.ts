import type { ModelObject, Objects } from './objects';

/** The page that a page table entry shows to its address space: the pmd over it may map the page itself. */
export function mappedPage(objects: Objects, pte: ModelObject): ModelObject | undefined {
  return objects.get('page', pte.call('shown_page') ?? 0) ?? pte.one('page');
}
