#!/usr/bin/env node
import { run } from './run';
import { runAsProcess } from './run-as-process';

runAsProcess((terminal) => run(process.argv.slice(2), terminal));
