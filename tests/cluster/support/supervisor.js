// Runs one program and ends it when this process's standard input closes, which the kernel does however the process that holds the
// other end of the pipe ends, `kill -9` included. Started by tied-process.ts.
const { spawn } = require('node:child_process');

const { command, args, uid, gid, signal, graceMs } = JSON.parse(process.argv[2]);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], uid, gid });

function end() {
  child.kill(signal);
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
}

child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));
process.stdin.on('end', end).on('error', end).resume();
process.on('SIGTERM', end);
process.on('SIGINT', () => {}); // ^C reaches the program too
