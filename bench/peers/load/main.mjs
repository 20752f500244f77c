// A process of the load: does what it is told over the channel to the benchmark, as readers or as the writer.
import * as readers from "./readers.mjs";
import * as writer from "./writer.mjs";

const calls = {
  ...{ readers, writer }[process.argv[2]],
  /** Seconds of processor time that this process has used. */
  usage() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
};

process.on("message", async ({ id, call, options }) => {
  try {
    process.send({ id, value: await calls[call](options) });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
process.on("disconnect", () => process.exit());
