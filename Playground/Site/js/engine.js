// The language, in a worker. A request that takes too long is stopped by ending the worker; the
// next one gets a new worker, so the page stays alive whatever the program does. A part of the page
// that could not be loaded or started is tried again by the next request.

import workerScript from "worker-script";

/** How long a request may take, in milliseconds. */
export const timeLimit = 3000;

/** How long a module may take to start, which on a slow phone is longer than any request. */
const startLimit = 60_000;

/** How long a request may go on when a newer one of its kind is waiting. */
const patience = 300;

/** The module: bytes that were compressed and written as text, since a file page cannot fetch. */
async function compileModule(text) {
  if (!self.WebAssembly || !self.DecompressionStream) {
    throw new Error("This browser is too old: it cannot run WebAssembly or cannot unpack it.");
  }
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const headers = { "Content-Type": "application/wasm" };
  try {
    return await WebAssembly.compileStreaming(new Response(bytes, { headers }));
  } catch {
    throw new Error("A part of the page is damaged, or this browser cannot run it.");
  }
}

export class Engine {
  #script = URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" }));
  /** Gives the module as text, when it is first needed. */
  #load;
  /** The compiled module, or the promise of it. */
  #module = null;
  #worker = null;
  #waiting = [];
  #current = null;

  /** An engine of a module; `load` gives it as text, or the promise of that. */
  constructor(load) { this.#load = load; }

  /**
   * The reply to a request. A newer request of the same kind takes the place of one that has not
   * been started, or that takes long; the older one's reply is then `null`. A request that took too
   * long, or that broke the module, has the reply `{ stopped: why }`; one that there is no module
   * for `{ refused: why, isUnstarted: true }`.
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
      this.#worker ??= await this.#start();
    } catch (error) {
      this.#module = null;
      return this.#finish({ refused: error.message, isUnstarted: true });
    }
    job.started = performance.now();
    job.timer = setTimeout(() => this.#stop("time"), timeLimit);
    if (this.#waiting.some(({ kind }) => kind === job.kind)) this.#hurry(job.kind);
    this.#worker.postMessage(job.request);
  }

  /** A worker that has started the module. */
  async #start() {
    this.#module ??= Promise.resolve().then(this.#load).then(compileModule);
    const module = await this.#module;
    const worker = new Worker(this.#script);
    try {
      await new Promise((started, failed) => {
        worker.onmessage = started;
        worker.onerror = (event) => {
          event.preventDefault();
          failed(new Error("A part of the page cannot be started: there may be too little memory."));
        };
        setTimeout(() => failed(new Error("A part of the page did not start within a minute.")), startLimit);
        worker.postMessage(module);
      });
    } catch (error) {
      worker.terminate();
      throw error;
    }
    worker.onmessage = ({ data }) => {
      if (data === null) this.#stop("crash");
      else this.#finish(JSON.parse(data));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#stop("crash");
    };
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

/** A module that is a script of its own, which sets a global name to it. The page's own may have been
 * loaded with the page. */
export function scriptModule(file, name) {
  const take = () => {
    const text = self[name];
    self[name] = undefined;
    return text;
  };
  if (self[name]) return take();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = file;
    const end = (settle) => () => {
      script.remove();
      settle();
    };
    const missing = () => reject(new Error(`The file ${file} of the page cannot be loaded.`));
    script.onload = end(() => (self[name] ? resolve(take()) : missing()));
    script.onerror = end(missing);
    document.head.append(script);
  });
}
