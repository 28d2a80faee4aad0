// V8's code of this program is kept for the next process (since Node.js 22; in the folder for temporary files). NODE_DISABLE_COMPILE_CACHE=1 prevents it.
import * as nodeModule from 'node:module';

const { enableCompileCache }: Partial<typeof nodeModule> = nodeModule;

/** For what is loaded from now on. */
export function keepCompiledCode(): void {
  enableCompileCache?.();
}
