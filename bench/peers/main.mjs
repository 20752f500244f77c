// Our live documents beside those of other Yjs servers, on this machine, in one run. docs/BENCHMARKS.md explains it.
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { edits, idle, opening } from "./cases.mjs";
import { Huntaze } from "./huntaze.mjs";
import { peers } from "./peers.mjs";
import { head, lines, rows } from "./report.mjs";

/** A whole number from the environment. */
function amount(name, usual) {
  const value = Number(process.env[name] || usual);
  if (Number.isInteger(value) && value > 0) return value;
  console.error(`${name} is "${process.env[name]}"; write a whole number above 0.`);
  process.exit(2);
}

const REPEATS = amount("BENCH_REPEATS", 3);
const SECONDS = amount("BENCH_SECONDS", 15);
const BURST = amount("BENCH_BURST", 1_000);
const CONNECTIONS = amount("BENCH_CONNECTIONS", 1_000);
const HISTORY = amount("BENCH_HISTORY", 250_000);

const count = (number) => number.toLocaleString("en");
const steady = { p99: 1, processor: 0.8 };
const cases = [
  { name: "20 readers, 100 edits a second", goals: steady, run: edits({ readers: 20, rate: 100, seconds: SECONDS }) },
  { name: "50 readers, 200 edits a second", goals: steady, run: edits({ readers: 50, rate: 200, seconds: SECONDS }) },
  { name: `Bursts of ${count(BURST)} edits, 20 readers`, goals: { p99: 1, processor: 0.3 }, run: edits({ readers: 20, each: BURST, bursts: 5 }) },
  { name: `${count(CONNECTIONS)} idle connections, one document`, goals: { memory: 1 / 3 }, run: idle({ connections: CONNECTIONS, separate: false, rest: 5_000 }) },
  { name: `${count(CONNECTIONS)} idle connections, one document each`, goals: { memory: 1 / 3 }, run: idle({ connections: CONNECTIONS, separate: true, rest: 5_000 }) },
  { name: `Opening ${count(HISTORY)} edits of history`, goals: { p99: 1 }, run: opening({ history: HISTORY, together: 500, times: 20 }) },
].filter(({ name }) => name.toLowerCase().includes((process.env.BENCH_CASE ?? "").toLowerCase()));

if (process.platform !== "linux") {
  console.error("Processor time and memory are read from /proc: this needs Linux.");
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
const progress = (text) => process.stderr.write(`==> ${text}\n`);

const ours = new Huntaze(CONNECTIONS);
const servers = [ours, ...peers];
const results = cases.map(() => Object.fromEntries(servers.map(({ name }) => [name, []])));
progress("accounts, posts and rights");
await ours.prepare();
for (let repeat = 0; repeat < REPEATS; repeat += 1) {
  for (const [index, one] of cases.entries()) {
    // Each goes first once: what the machine does meanwhile is nobody's advantage.
    for (let turn = 0; turn < servers.length; turn += 1) {
      const server = servers[(turn + repeat) % servers.length];
      progress(`${repeat + 1} of ${REPEATS}: ${one.name}: ${server.name}`);
      const result = await one.run(server).catch((error) => ({ error: error.message }));
      if (result.error) progress(`failed: ${result.error}`);
      results[index][server.name].push(result);
    }
  }
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.versions.node}`;
console.log(`\n${machine}, medians of ${REPEATS}; ratio: huntaze to the better peer\n`);
console.log(head(servers.map(({ name }) => name)));
for (const [index, one] of cases.entries()) console.log(`\n${lines(one, results[index]).join("\n")}`);

if (process.env.BENCH_JSON) {
  const report = cases.map((one, index) => ({
    name: one.name,
    measures: rows(one, results[index]).map(({ key, values, ratio, goal }) => ({ key, values, ratio, goal })),
    repeats: results[index],
  }));
  await writeFile(process.env.BENCH_JSON, `${JSON.stringify({ machine, repeats: REPEATS, cases: report }, null, 2)}\n`);
}
process.exit(results.some((one) => Object.values(one).flat().some(({ error }) => error)) ? 1 : 0);
