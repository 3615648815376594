// Runs the module. The first message is the module, and is answered once it has started; each later one
// is a request. The reply is a text, or `null` if the module broke, after which this worker is of no
// more use.

let language;

/** The module asks nothing of its surroundings: no clock, no files, no network. */
function start(module) {
  language = new WebAssembly.Instance(module, {}).exports;
  language._initialize();
}

function call(request) {
  const bytes = new TextEncoder().encode(request);
  const place = language.rasp_alloc(bytes.length);
  new Uint8Array(language.memory.buffer, place, bytes.length).set(bytes);
  const reply = language.rasp_call(place, bytes.length);
  const length = new DataView(language.memory.buffer).getUint32(reply - 4, true);
  return new TextDecoder().decode(new Uint8Array(language.memory.buffer, reply, length));
}

self.onmessage = ({ data }) => {
  if (data instanceof WebAssembly.Module) {
    start(data);
    self.postMessage("started");
    return;
  }
  let reply = null;
  try {
    reply = call(data);
  } catch {
    // A trap, such as memory that ran out.
  }
  self.postMessage(reply);
};
