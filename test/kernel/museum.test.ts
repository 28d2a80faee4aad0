// The bugs that Linux had are there on the versions that had them, and on no others.
import { join } from 'node:path';
import { testScenariosOf } from '../support/expected-scenarios';

testScenariosOf(join(import.meta.dirname, '..', '..', 'examples', 'museum'));
