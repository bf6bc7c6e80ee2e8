// The list of runs, as the server tells it: a page asks for it and hears of each change.

import { refusal } from "./refusal.js";

const SHORTEST_WAIT = 500; // Milliseconds before the first try to come back; then longer, up to
const LONGEST_WAIT = 5000;

// `lost` is called at each loss; `refused`, with a sentence, where it is of no use to try again.
export function listen(url, { heard, lost, refused }) {
  let wait = SHORTEST_WAIT;

  function open() {
    const socket = new WebSocket(url);
    let wasOpen = false;
    socket.onopen = () => {
      wasOpen = true;
    };
    socket.onmessage = (event) => {
      wait = SHORTEST_WAIT;
      heard(JSON.parse(event.data), Date.now());
    };
    socket.onclose = async () => {
      lost();
      const why = wasOpen ? null : await refusal();
      if (why !== null) {
        refused(why);
        return;
      }
      setTimeout(open, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    };
  }

  open();
}
