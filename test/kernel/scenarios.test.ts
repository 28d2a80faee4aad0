// What the model kernel does, and what it does when a function of it is replaced. Those of `predicted` were expected of Linux before they were run.
import { join } from 'node:path';
import { testScenariosOf } from '../support/expected-scenarios';

testScenariosOf(join(import.meta.dirname, 'scenarios'));
testScenariosOf(join(import.meta.dirname, 'predicted'));
