#!/usr/bin/env node
// Starts the program of the package that npm chose for this machine.
"use strict";
const { spawnSync } = require("node:child_process");

const own = `hirelog-${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "hirelog.exe" : "hirelog";
let program;
try {
  program = require.resolve(`${own}/${file}`);
} catch {
  console.error(`error: hirelog has no program for ${process.platform} on ${process.arch}, or npm left it out`);
  console.error(`hint: npm install --include=optional hirelog, or cargo install hirelog`);
  process.exit(2);
}
const ended = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (ended.error) {
  console.error(`error: could not start ${program}: ${ended.error.message}`);
  process.exit(2);
}
if (ended.signal) process.kill(process.pid, ended.signal);
process.exit(ended.status ?? 2);
