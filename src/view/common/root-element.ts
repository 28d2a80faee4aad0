import { createContext } from 'preact';

/** What a view is of its page: all that it has, or a part beside others. */
export const RootElement = createContext<'main' | 'section'>('main');
