// Hocuspocus as its documentation starts it, without extensions: documents are kept in memory alone.
import { Server } from "@hocuspocus/server";

await new Server({ address: process.env.HOST, port: Number(process.env.PORT), quiet: true }).listen();
