// What is measured, on one server that was just started. Each case answers with numbers, or throws.
import { Load } from "./load.mjs";

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Milliseconds after the last edit in which a server does what it has put off: that counts as its work. */
const AFTERWARDS = 3_000;
/** Edits before those that count. */
const WARM_UP = 500;
/** Milliseconds for edits to arrive that are under way. */
const ARRIVE_MAX = 30_000;

/** Median, and the values that 95 and 99 of 100 do not exceed. */
function quantiles(values) {
  const sorted = Float64Array.from(values).sort();
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Runs with readers and a writer, each in a process of their own. */
async function withLoad(run) {
  const [readers, writer] = [new Load("readers"), new Load("writer")];
  try {
    return await run(readers, writer);
  } finally {
    await Promise.all([readers.stop(), writer.stop()]);
  }
}

/** Whether a new client gets what the writer has. */
async function agree(readers, writer, place) {
  const { clock, client, text } = await writer.call("state");
  const got = await readers.call("look", { place, client });
  return got.clock === clock && got.text === text;
}

/** One round of edits: sent by the writer, noted by every reader. Milliseconds from the one to the other. */
async function round(readers, writer, edits, rate) {
  const { client, from } = await writer.call("prepare", { edits });
  await readers.call("expect", { client, from, edits });
  const { sent, late } = await writer.call("send", { rate });
  const { arrivals, frames } = await readers.call("arrived", { within: ARRIVE_MAX });
  const latencies = arrivals.flatMap((times) => Array.from(times, (time, edit) => time - sent[edit]));
  return { latencies, frames, late };
}

/** Runs rounds; their latencies, and what they cost the server and the load. */
async function measured(program, readers, writer, { bursts, each, rate }) {
  const usage = () => Promise.all([program.processor(), readers.call("usage"), writer.call("usage")]);
  const before = await usage();
  const began = performance.now();
  const rounds = [];
  for (let burst = 0; burst < bursts; burst += 1) rounds.push(await round(readers, writer, each, rate));
  const seconds = (performance.now() - began) / 1000;
  await sleep(AFTERWARDS);
  const used = (await usage()).map((after, index) => after - before[index]);
  const latencies = rounds.flatMap((one) => one.latencies);
  return {
    ...quantiles(latencies),
    processor: (used[0] / latencies.length) * 1e6,
    frames: rounds.reduce((sum, one) => sum + one.frames, 0) / latencies.length,
    readers: used[1] / seconds,
    writer: used[2] / seconds,
    late: Math.max(...rounds.map((one) => one.late)),
  };
}

/** Edits to so many readers: `rate` a second for `seconds`, or `bursts` of `each` at once. */
export function edits({ readers: count, rate, seconds, bursts = 1, each = rate * seconds }) {
  return (server) =>
    withLoad(async (readers, writer) => {
      const program = await server.start();
      try {
        const place = server.writer(program);
        await writer.call("open", { place });
        await readers.call("open", { places: Array.from({ length: count }, (_, number) => server.reader(program, number)) });
        // What is compiled while it runs gets compiled before anything counts.
        await round(readers, writer, Math.min(each, WARM_UP), rate);
        const result = await measured(program, readers, writer, { bursts, each, rate });
        await readers.call("check");
        if (!(await agree(readers, writer, place))) throw new Error("the server's document is not the writer's");
        await program.stop();
        return server.keeps ? { ...result, disk: await server.disk() } : result;
      } finally {
        await program.stop();
      }
    });
}

/** Connections that say nothing: on one document, or on one each. */
export function idle({ connections, separate, rest }) {
  return (server) =>
    withLoad(async (readers) => {
      const program = await server.start();
      try {
        await sleep(2_000);
        const before = await program.memory();
        const place = (number) => (separate ? server.own(program, number) : server.reader(program, number));
        await readers.call("open", { places: Array.from({ length: connections }, (_, number) => place(number)) });
        await sleep(rest);
        await readers.call("check");
        const after = await program.memory();
        return { memory: after / connections, growth: (after - before) / connections };
      } finally {
        await program.stop();
      }
    });
}

/** Opening a document with a long history. */
export function opening({ history, together, times }) {
  return (server) =>
    withLoad(async (readers, writer) => {
      let program = await server.start();
      try {
        await writer.call("open", { place: server.writer(program) });
        await writer.call("history", { edits: history, together });
        const place = server.reader(program, 0);
        const end = Date.now() + ARRIVE_MAX;
        while (!(await agree(readers, writer, place))) {
          if (Date.now() > end) throw new Error("the server's document is not the writer's");
          await sleep(500);
        }
        // What is put off is over: it would be measured as a part of the openings.
        await sleep(2 * AFTERWARDS);
        await readers.call("openings", { place, times: 5 });
        const before = await program.processor();
        const { milliseconds, bytes } = await readers.call("openings", { place, times });
        const opening = (((await program.processor()) - before) / times) * 1000;
        await program.stop();
        const result = { ...quantiles(milliseconds), opening, bytes };
        if (!server.keeps) return result;
        const disk = await server.disk();
        program = await server.again();
        const cold = await readers.call("openings", { place: server.reader(program, 0), times: 1 });
        return { ...result, cold: cold.milliseconds[0], disk };
      } finally {
        await program.stop();
      }
    });
}
