// The language, in a worker. A request that takes too long is stopped by ending the worker; the
// next one gets a new worker, so the page stays alive whatever the program does.

import workerScript from "worker-script";

/** How long a request may take, in milliseconds. */
export const timeLimit = 3000;

/** How long a request may go on when a newer one of its kind is waiting. */
const patience = 300;

/** The module: bytes that were compressed and written as text, since a file page cannot fetch. */
async function compileModule(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const headers = { "Content-Type": "application/wasm" };
  return WebAssembly.compileStreaming(new Response(bytes, { headers }));
}

export class Engine {
  #script = URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" }));
  #module;
  #worker = null;
  #waiting = [];
  #current = null;

  /** An engine of a module, given as text or as the promise of one. */
  constructor(text) {
    this.#module = Promise.resolve(text).then(compileModule);
    // Whoever asks is told.
    this.#module.catch(() => {});
  }

  /**
   * The reply to a request. A newer request of the same kind takes the place of one that has not
   * been started, or that takes long; the older one's reply is then `null`. A request that took too
   * long, or that broke the module, has the reply `{ stopped: why }`.
   */
  ask(kind, request) {
    return new Promise((resolve) => {
      const older = this.#waiting.findIndex((job) => job.kind === kind);
      if (older >= 0) this.#waiting.splice(older, 1)[0].resolve(null);
      this.#waiting.push({ kind, request: JSON.stringify(request), resolve });
      this.#hurry(kind);
      this.#next();
    });
  }

  /** What is running, if it is of this kind, is not waited for any longer. */
  #hurry(kind) {
    const job = this.#current;
    if (job?.kind !== kind || !job.started) return;
    clearTimeout(job.timer);
    const left = Math.max(0, job.started + patience - performance.now());
    job.timer = setTimeout(() => this.#stop(null), left);
  }

  async #next() {
    if (this.#current || this.#waiting.length === 0) return;
    const job = this.#waiting.shift();
    this.#current = job;
    try {
      this.#worker ??= this.#start(await this.#module);
    } catch {
      return this.#finish({ refused: "A part of the page cannot be loaded." });
    }
    job.started = performance.now();
    job.timer = setTimeout(() => this.#stop("time"), timeLimit);
    if (this.#waiting.some(({ kind }) => kind === job.kind)) this.#hurry(job.kind);
    this.#worker.postMessage(job.request);
  }

  #start(module) {
    const worker = new Worker(this.#script);
    worker.onmessage = ({ data }) => {
      if (data === null) this.#stop("crash");
      else this.#finish(JSON.parse(data));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#stop("crash");
    };
    worker.postMessage(module);
    return worker;
  }

  #stop(why) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#finish(why && { stopped: why });
  }

  #finish(reply) {
    const job = this.#current;
    if (!job) return;
    this.#current = null;
    clearTimeout(job.timer);
    job.resolve(reply);
    this.#next();
  }
}

/** The module that the page was loaded with. */
export function ownModule() {
  const text = self.raspModule;
  self.raspModule = undefined;
  return text;
}

/** A module that is a script of its own, which sets a global name to it. */
export function scriptModule(file, name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = () => {
      script.remove();
      resolve(self[name]);
      self[name] = undefined;
    };
    script.onerror = () => reject(new Error(`${file} is missing`));
    document.head.append(script);
  });
}
