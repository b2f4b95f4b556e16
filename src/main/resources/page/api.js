// Asks Rollcall. The token, if one is needed, goes with every question.

const KEY = 'rollcall-token';
const UNAUTHORIZED = 401;

/** An answer that is a refusal: `status` is that of HTTP, the message that of google.rpc.Status. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** Whether a token, or another one, is needed. */
  get needsToken() {
    return this.status === UNAUTHORIZED;
  }
}

let token = stored();

/** Whether a token is at hand, right or wrong. */
export function hasToken() {
  return token !== null;
}

/** Takes this token from now on, in this tab. */
export function useToken(text) {
  token = text;
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}

/** The answer to a GET, its body not yet read. Throws Refused, or what fetch throws. */
export async function open(path, { headers = {}, signal } = {}) {
  const all = token === null ? headers : { ...headers, authorization: `Bearer ${token}` };
  const answer = await fetch(path, { headers: all, signal, cache: 'no-store' });
  if (!answer.ok) {
    throw new Refused(answer.status, await messageOf(answer));
  }
  return answer;
}

/** The JSON that a GET answers within so many milliseconds. */
export async function get(path, patience) {
  const answer = await open(path, { signal: AbortSignal.timeout(patience) });
  return answer.json();
}

async function messageOf(answer) {
  try {
    return (await answer.json()).message ?? answer.statusText;
  } catch {
    return `HTTP ${answer.status}`;
  }
}

function stored() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
