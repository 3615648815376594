// The whole state in the address: JSON, compressed, as letters that an address may hold.

async function pipe(bytes, transform) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(transform)).arrayBuffer());
}

export async function pack(state) {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const packed = await pipe(bytes, new CompressionStream("deflate-raw"));
  let letters = "";
  for (const byte of packed) letters += String.fromCharCode(byte);
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** No more than this is unpacked: an address is short, what it unpacks to need not be. */
const limit = 1_000_000;

/** The state of an address; throws if it is none. */
export async function unpack(text) {
  const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let json = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    json += decoder.decode(value, { stream: true });
    if (json.length > limit) throw new Error("too long");
  }
  return checked(JSON.parse(json + decoder.decode()));
}

/** The parts of a state that are what they should be; an address can hold anything. Throws if there are none. */
export function checked(state) {
  const kinds = { mode: "string", dialect: "string", source: "string", input: "string",
    call: "string", causal: "boolean", step: "number", tour: "string", puzzle: "string", tab: "string",
    vocabulary: "string", maximumLength: "string", links: "boolean" };
  const result = {};
  for (const [name, kind] of Object.entries(kinds)) {
    if (typeof state?.[name] === kind) result[name] = state[name];
  }
  if (Object.keys(result).length === 0) throw new Error("nothing in it");
  return result;
}
