import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A way to a server that can be cut in the middle of an answer. */
export class BreakingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #left = Number.POSITIVE_INFINITY;
  breaks = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  static start(port: number): Promise<BreakingProxy> {
    return new Promise((resolve, reject) => {
      const server = createServer();
      const proxy = new BreakingProxy(server);
      server.on("connection", (near) => {
        const far = connect(port, "127.0.0.1");
        for (const s of [near, far]) {
          proxy.#sockets.add(s);
          s.on("error", () => {});
          s.on("close", () => {
            proxy.#sockets.delete(s);
            near.destroy();
            far.destroy();
          });
        }
        near.on("data", (bytes) => far.write(bytes));
        far.on("data", (bytes) => proxy.#pass(bytes, near));
      });
      server.on("error", reject);
      server.listen(0, "127.0.0.1", () => resolve(proxy));
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cuts the connection once, after this many bytes of answers. */
  breakAfter(bytes: number): void {
    this.#left = bytes;
  }

  #pass(bytes: string | Buffer, near: Socket): void {
    this.#left -= bytes.length;
    if (this.#left > 0) {
      near.write(bytes);
      return;
    }
    this.#left = Number.POSITIVE_INFINITY;
    this.breaks++;
    near.resetAndDestroy();
  }

  stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((done) => this.#server.close(() => done()));
  }
}
