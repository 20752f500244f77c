// Medians, ratios and the table.

const ms = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
const bytes = (value) => (value < 1e6 ? `${(value / 1e3).toFixed(1)} kB` : `${(value / 1e6).toFixed(2)} MB`);
const percent = (value) => `${(value * 100).toFixed(0)} %`;

/** What is reported, in this order; `compared` where less is better and the peers have it too. */
const MEASURES = [
  { key: "p50", label: "latency p50", show: ms, compared: true },
  { key: "p95", label: "latency p95", show: ms, compared: true },
  { key: "p99", label: "latency p99", show: ms, compared: true },
  { key: "processor", label: "processor, a million deliveries", show: (value) => `${value.toFixed(2)} s`, compared: true },
  { key: "opening", label: "processor, one opening", show: ms, compared: true },
  { key: "memory", label: "memory, a connection's part", show: bytes, compared: true },
  { key: "growth", label: "memory, added by a connection", show: bytes, compared: true },
  { key: "frames", label: "frames for each delivery", show: (value) => value.toFixed(3) },
  { key: "bytes", label: "document on the wire", show: bytes },
  { key: "disk", label: "added on the disk", show: bytes },
  { key: "cold", label: "first opening after a restart", show: ms },
  { key: "readers", label: "load: readers, of a core", show: percent },
  { key: "writer", label: "load: writer, of a core", show: percent },
  { key: "late", label: "load: an edit late by at most", show: ms },
];

/** The median of what the repeats measured; `undefined` if they did not. */
export function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * A case's rows: for each measure the median of every server, and ours as a part of the better peer's. A server
 * that failed once has no numbers at all in that case.
 * @param {{ goals: Record<string, number> }} one
 * @param {Record<string, ({ error: string } | Record<string, number>)[]>} results of each server, ours first
 */
export function rows({ goals }, results) {
  const names = Object.keys(results);
  const good = (name) => (results[name].some((result) => result.error) ? [] : results[name]);
  return MEASURES.flatMap(({ key, label, show, compared }) => {
    const values = Object.fromEntries(names.map((name) => [name, median(good(name).map((result) => result[key]))]));
    if (Object.values(values).every((value) => value === undefined)) return [];
    const [ours, ...others] = names.map((name) => values[name]);
    // With one peer missing, the better one is not known.
    const known = compared && ours !== undefined && others.every((value) => value > 0);
    const ratio = known ? ours / Math.min(...others) : undefined;
    return [{ key, label, show, values, ratio, goal: goals[key] }];
  });
}

/** One case as lines of the table. */
export function lines(one, results) {
  const names = Object.keys(results);
  const text = rows(one, results).map(({ label, show, values, ratio, goal }) => {
    const cells = names.map((name) => (values[name] === undefined ? "-" : show(values[name])).padStart(13));
    const share = ratio === undefined ? "" : ratio.toFixed(2);
    const verdict = ratio === undefined || goal === undefined ? "" : `  at most ${goal.toFixed(2)}: ${ratio <= goal ? "met" : "missed"}`;
    return `  ${label.padEnd(34)}${cells.join("")}${share.padStart(8)}${verdict}`.trimEnd();
  });
  for (const name of names) {
    for (const { error } of results[name]) if (error) text.push(`  ${name} failed: ${error}`);
  }
  return [one.name, ...text];
}

/** The table's head. */
export function head(names) {
  return `  ${"".padEnd(34)}${names.map((name) => name.padStart(13)).join("")}${"ratio".padStart(8)}  goal`;
}
