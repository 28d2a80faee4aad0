// The scenario in Promela, for the contenders that are Spin.
import process from 'node:process';
import { loadProgram } from './load';

process.stdout.write(loadProgram().promela!());
