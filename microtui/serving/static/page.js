// The page of a visitor: a terminal, and around it what only a browser has.

import { takeCopies } from "./clipboard.js";
import { Connection } from "./connection.js";
import { download, followLink } from "./delivery.js";
import { keepFilled } from "./fitting.js";
import { keepFocus } from "./focus.js";
import { offerKeys } from "./key_row.js";
import { shareKeys } from "./keys.js";
import { askName, showVisitor, watchName } from "./name_field.js";
import { showNotice } from "./notice.js";
import { isTooMuch, pieces } from "./pieces.js";
import { screenText } from "./screen_text.js";
import { socketAddress } from "./socket_address.js";
import { tellScreen, tellState, watchForGoingOn } from "./state_words.js";
import { askTable, closeTableDialog, endTableDialog, watchTableDialog } from "./table_dialog.js";
import { openTerminal, writeAnew } from "./terminal.js";

const place = document.querySelector("#terminal");
const terminal = openTerminal(place);

const HEARD = {
  welcome: showVisitor,
  download: ({ url, name }) => download(url, name),
  open_url: ({ url }) => followLink(url),
  ask_file: ({ most_bytes: most, sentence }) => askTable(most, sentence),
  close_file: endTableDialog,
  ask_name: askName,
  notice: ({ sentence }) => showNotice(sentence),
};

const connection = new Connection(address, {
  bytes: (data, isFirst) => {
    if (!isFirst) {
      terminal.write(data);
      return;
    }
    writeAnew(terminal, data);
    tellScreen();
  },
  said: (kind, values) => HEARD[kind]?.(values),
  changed: (state, details) => {
    tellState(state, details);
    if (state === "connected") tellSize();
    else closeTableDialog();
  },
});

const size = () => ({ width: terminal.cols, height: terminal.rows });

function address() {
  return socketAddress("ws", size());
}

// Also as soon as there is a connection: on a slow line the window may have become another one since
// it was asked for.
function tellSize() {
  connection.send("resize", size());
}

function type(text) {
  if (isTooMuch(text)) {
    showNotice("That is too much to paste here: a table goes into the dialog for your own data.");
    return;
  }
  for (const piece of pieces(text)) connection.send("stdin", piece);
}

offerKeys(terminal); // before the terminal is fitted into what room they leave
keepFilled(terminal, place);
terminal.onData(type);
terminal.onResize(tellSize);
terminal.onTitleChange((title) => {
  document.title = title || "microtui";
});
window.addEventListener("focus", () => connection.send("focus"));
window.addEventListener("blur", () => connection.send("blur"));

shareKeys(terminal);
takeCopies(terminal);
watchName((name) => connection.send("name", name));
watchTableDialog(() => connection.send("no_file"));
watchForGoingOn(connection);
keepFocus(terminal);
connection.connect();

// For tests, and for whoever is curious: what the page shows.
window.microtui = {
  text: () => screenText(terminal),
  size: () => ({ columns: terminal.cols, rows: terminal.rows, font: terminal.options.fontSize }),
  state: () => connection.state,
};
