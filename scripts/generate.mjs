// `npm run generate`: the parser. `npm install`, `npm run build` and the tests do it by themselves.
import { generateParser } from './parser.mts';

await generateParser();
