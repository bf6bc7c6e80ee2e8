// The list of runs, as the server tells it: a page asks for it and hears of each change.

const SHORTEST_WAIT = 500; // Milliseconds before the first try to come back; then longer, up to
const LONGEST_WAIT = 5000;

export function listen(url, heard, lost) {
  let wait = SHORTEST_WAIT;

  function open() {
    const socket = new WebSocket(url);
    socket.onmessage = (event) => {
      wait = SHORTEST_WAIT;
      heard(JSON.parse(event.data), Date.now());
    };
    socket.onclose = () => {
      lost();
      setTimeout(open, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    };
  }

  open();
}

// The address of a websocket, beside the page: below the path of a proxy, too.
export function besides(path) {
  const url = new URL(path, document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = "";
  url.hash = "";
  return url;
}
