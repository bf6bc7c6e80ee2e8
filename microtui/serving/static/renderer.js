// What draws the characters: the graphics card where there is one, else the browser itself.

import { WebglAddon } from "./xterm/addon-webgl.mjs";

const PLAYED_BY_PROCESSOR = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export function drawWithGraphicsCard(terminal) {
  if (!hasGraphicsCard()) return;
  try {
    const addon = new WebglAddon();
    // A sleeping laptop, or too many pages at once: xterm goes on with the browser's own means.
    addon.onContextLoss(() => addon.dispose());
    terminal.loadAddon(addon);
  } catch {
    // What xterm has by itself draws the same, only slower.
  }
}

// One that the processor plays costs twice what the browser's own means do, and not every browser
// heeds failIfMajorPerformanceCaveat.
function hasGraphicsCard() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const told = context.getExtension("WEBGL_debug_renderer_info");
  const card = String(context.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !PLAYED_BY_PROCESSOR.test(card);
}
