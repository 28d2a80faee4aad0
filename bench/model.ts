// The scenario in Promela, for the contenders that are Spin.
import process from 'node:process';
import { promela } from '../src/compiler/promela/promela';
import { load } from './load';

process.stdout.write(promela(load()));
