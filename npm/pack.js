// node npm/pack.js FOLDER NAME=PROGRAM...: lays out the package `hirelog`, and one for each
// program, such as linux-x64=target/musl/hirelog. All have the version of Cargo.toml.
"use strict";
const { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const top = join(__dirname, "..");
const cargo = readFileSync(join(top, "Cargo.toml"), "utf8");
const said = (key) => cargo.match(new RegExp(`^${key} = "(.*?)"`, "m"))[1];
const common = { version: said("version"), description: said("description"), license: said("license") };
const systems = ["linux-x64", "darwin-x64", "darwin-arm64", "win32-x64"];

function lay(name, more, files) {
  const folder = join(process.argv[2], name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, ...common, ...more }, null, 2) + "\n");
  for (const [from, to] of [...files, [join(top, "LICENSE"), "LICENSE"]]) {
    copyFileSync(from, join(folder, to));
    if (from.includes("hirelog")) chmodSync(join(folder, to), 0o755);
  }
  console.log(folder);
}

const own = systems.map((system) => [`hirelog-${system}`, common.version]);
lay(
  "hirelog",
  { bin: "hirelog.js", engines: { node: ">=18" }, optionalDependencies: Object.fromEntries(own) },
  [[join(__dirname, "hirelog.js"), "hirelog.js"], [join(top, "README.md"), "README.md"]],
);
for (const one of process.argv.slice(3)) {
  const [system, program] = one.split("=");
  if (!systems.includes(system)) throw new Error(`${system} is none of ${systems.join(", ")}`);
  const [os, cpu] = system.split("-");
  const file = os === "win32" ? "hirelog.exe" : "hirelog";
  lay(`hirelog-${system}`, { os: [os], cpu: [cpu], preferUnplugged: true }, [[program, file]]);
}
