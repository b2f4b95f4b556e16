// Requests data from Rollcall, with the token if there is one.

// Behind a reverse proxy, several Rollcalls may be below paths of one host.
const KEY = `rollcall-token ${location.pathname}`;
const UNAUTHORIZED = 401;

/** An error response: `status` is that of HTTP, the message that of google.rpc.Status. */
export class ResponseError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** Whether a token, or another one, is required. */
  get needsToken() {
    return this.status === UNAUTHORIZED;
  }
}

let token = stored();

/** Whether a token is stored, valid or not. */
export function hasToken() {
  return token !== null;
}

/** Uses this token from now on, in this tab. */
export function useToken(text) {
  token = text;
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Without storage, people enter it again after a reload.
  }
}

/** The response to a GET, its body not yet read. Throws ResponseError, or what fetch throws. */
export async function open(path, { headers = {}, signal } = {}) {
  const all = token === null ? headers : { ...headers, authorization: `Bearer ${token}` };
  const response = await fetch(path, { headers: all, signal, cache: 'no-store' });
  if (!response.ok) {
    throw new ResponseError(response.status, await messageOf(response));
  }
  return response;
}

/** The JSON that a GET returns within `timeout` milliseconds. */
export async function get(path, timeout) {
  const response = await open(path, { signal: AbortSignal.timeout(timeout) });
  return response.json();
}

async function messageOf(response) {
  try {
    return (await response.json()).message ?? response.statusText;
  } catch {
    return `HTTP ${response.status}`;
  }
}

function stored() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
