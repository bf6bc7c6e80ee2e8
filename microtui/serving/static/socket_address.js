// The address of a websocket, beside the page: below the path of a proxy, too.

export function socketAddress(path, query = {}) {
  const url = new URL(path, document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = new URLSearchParams(query);
  url.hash = "";
  return url;
}
