// The websocket to the server, which comes back by itself when it is lost.
//
//   connecting -> connected -> lost -> connecting …      by itself, with growing waits
//                           -> waiting -> connecting     no place was free: after so many seconds
//                           -> ended, taken              until somebody calls connect()
//   connecting -> refused                                until somebody calls connect()

import { refusal } from "./refusal.js";

const LONGEST_WAIT = 30; // seconds
const PATIENCE = 20; // seconds for a server that does not answer at all
const STOPPING = ["wait", "ended", "taken"]; // messages after which the server closes

export class Connection {
  // `address` gives the URL of now; `hear` has bytes(data, isFirst), said(kind, values) and
  // changed(state, details).
  constructor(address, hear) {
    this.state = "lost";
    this.address = address;
    this.hear = hear;
    this.socket = null;
    this.timer = 0;
    this.failures = 0;
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.giveUp());
    document.addEventListener("visibilitychange", () => this.hurry());
  }

  // Now, whatever is being waited for.
  connect() {
    clearTimeout(this.timer);
    this.forgetSocket();
    this.change("connecting");
    const socket = new WebSocket(this.address());
    socket.binaryType = "arraybuffer";
    let isFirst = true;
    let wasOpen = false;
    socket.onopen = () => {
      wasOpen = true;
    };
    socket.onmessage = ({ data }) => {
      if (typeof data === "string") {
        this.listen(JSON.parse(data));
        return;
      }
      this.hear.bytes(new Uint8Array(data), isFirst);
      isFirst = false;
    };
    socket.onclose = (event) => this.closed(wasOpen, event);
    this.socket = socket;
    this.timer = setTimeout(() => {
      if (!wasOpen) this.giveUp();
    }, 1000 * PATIENCE);
  }

  // A message for the server; what is typed while there is none is lost, as on a dead line.
  send(kind, ...values) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify([kind, ...values]));
    return true;
  }

  listen([kind, values]) {
    if (kind === "welcome") {
      this.failures = 0;
      // A name that is given is answered with another welcome, which begins nothing.
      if (this.state !== "connected") this.change("connected");
    }
    if (!STOPPING.includes(kind)) {
      this.hear.said(kind, values);
      return;
    }
    this.forgetSocket();
    this.change(kind === "wait" ? "waiting" : kind, values);
    if (kind === "wait") this.later(values.seconds);
  }

  async closed(wasOpen, { code, reason }) {
    this.socket = null;
    // 1008 says what was wrong with a message; 4000 and 4001 what the lost message would have said.
    if (code === 4000 || code === 4001) {
      this.change(code === 4000 ? "ended" : "taken", { sentence: reason });
      return;
    }
    const why = wasOpen ? null : await refusal();
    if (this.socket) return; // meanwhile somebody has begun anew
    if (why === null) this.lost(code === 1008 ? reason : "");
    else this.change("refused", { sentence: why });
  }

  lost(sentence = "") {
    const seconds = Math.min(2 ** this.failures, LONGEST_WAIT);
    this.failures += 1;
    this.change("lost", { seconds, sentence });
    // A class does not come back at the same moment.
    this.later(seconds * (1 + 0.2 * Math.random()));
  }

  // The network says that it is gone; the socket itself would notice after minutes.
  giveUp() {
    if (!this.socket) return;
    this.forgetSocket();
    this.lost();
  }

  later(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), 1000 * seconds);
  }

  // Somebody looks, or the network is back: no reason to wait on.
  hurry() {
    if (!document.hidden && this.state === "lost") this.connect();
  }

  forgetSocket() {
    if (!this.socket) return;
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.socket = null;
  }

  change(state, details = {}) {
    this.state = state;
    this.hear.changed(state, details);
  }
}
