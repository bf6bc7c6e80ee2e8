// What the program hands out of its window: files to keep, and addresses to look at.

// A file that the server holds ready for this browser alone.
export function download(address, name) {
  const here = new URL(address, document.baseURI);
  if (here.origin !== window.location.origin) return;
  follow({ href: here.href, download: name });
}

// A page of somebody else's, in a tab of its own; it learns nothing of this one.
export function followLink(address) {
  if (!/^https?:\/\//i.test(address)) return;
  follow({ href: address, target: "_blank", rel: "noopener noreferrer" });
}

function follow(attributes) {
  const link = Object.assign(document.createElement("a"), attributes);
  document.body.append(link);
  link.click();
  link.remove();
}
