// What stands before two servers: a door that leads to the first of them that answers.
import { once } from "node:events";
import { type Server as NetServer, type Socket, connect, createServer } from "node:net";
import type { Server } from "./server.js";

/** Passes bytes on, so sockets and requests alike. What is open ends with the server that it led to. */
export class Proxy {
  readonly url: string;
  readonly #door: NetServer;
  readonly #inside = new Set<Socket>();
  #shut = false;

  private constructor(door: NetServer, port: number) {
    this.#door = door;
    this.url = `http://localhost:${port}`;
  }

  /** Opens one before these servers. Whoever comes is led to the first that takes them. */
  static async start(servers: Server[]): Promise<Proxy> {
    const door = createServer();
    door.listen(0, "127.0.0.1");
    await once(door, "listening");
    const address = door.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const proxy = new Proxy(door, address.port);
    const ports = servers.map(({ url }) => Number(new URL(url).port));
    door.on("connection", (visitor) => proxy.#lead(visitor, ports));
    return proxy;
  }

  /** From now on nobody new gets in, or does again; who is inside stays. */
  shut(shut: boolean): void {
    this.#shut = shut;
  }

  async end(): Promise<void> {
    for (const socket of this.#inside) socket.destroy();
    this.#door.close();
    await once(this.#door, "close");
  }

  #lead(visitor: Socket, [port, ...others]: number[]): void {
    if (this.#shut || port === undefined) return void visitor.destroy();
    this.#keep(visitor);
    const server = connect(port, "127.0.0.1");
    this.#keep(server);
    let led = false;
    server.on("connect", () => {
      led = true;
      visitor.pipe(server).pipe(visitor);
    });
    server.on("close", () => (led ? visitor.destroy() : this.#lead(visitor, others)));
    visitor.on("close", () => server.destroy());
  }

  #keep(socket: Socket): void {
    this.#inside.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#inside.delete(socket));
  }
}
