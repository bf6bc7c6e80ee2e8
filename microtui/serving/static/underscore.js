// Whether `zero_grad` is to be told from `zero grad`: at some sizes of a font its underscore falls
// below the row, which cuts it off.

const known = new Map();

export function showsUnderscore(size, fonts) {
  const font = `${size * window.devicePixelRatio}px ${fonts}`;
  if (!known.has(font)) known.set(font, isDrawn("_", font));
  return known.get(font);
}

// Drawn as browsers place text in a row: ascent and descent are rounded, and centred in it.
function isDrawn(text, font) {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  context.font = font;
  const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } =
    context.measureText(text);
  const row = Math.ceil(up + down);
  context.canvas.width = Math.ceil(width) + 2;
  context.canvas.height = row;
  context.font = font; // another size of the canvas has forgotten it
  const gap = Math.floor((row - Math.round(up) - Math.round(down)) / 2);
  context.fillText(text, 0, Math.round(up) + gap);
  const pixels = context.getImageData(0, 0, context.canvas.width, row).data;
  return pixels.some((value, index) => index % 4 === 3 && value > 0);
}
