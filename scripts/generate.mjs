// `npm run generate`: the parser, and the manifest with what is told of it. `npm install`, `npm run build` and the tests do it by themselves.
import { generateManifest } from './manifest.mts';
import { generateParser } from './parser.mts';

await generateParser();
await generateManifest();
