// Hatchings, drawn here: what has no data and what is a gap must differ from any colour, in grey and on paper too.
const SIDE = 32;

export function hatch(color, { gap, width, back = null, isRising = false }) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d"),
    step = SIDE / Math.round(SIDE / (gap * 2));
  if (back) {
    context.fillStyle = back;
    context.fillRect(0, 0, SIDE, SIDE);
  }
  context.strokeStyle = color;
  context.lineWidth = width * 2;
  for (let x = -SIDE; x <= 2 * SIDE; x += step) {
    context.beginPath();
    context.moveTo(x, isRising ? SIDE : 0);
    context.lineTo(x + SIDE, isRising ? 0 : SIDE);
    context.stroke();
  }
  return context.getImageData(0, 0, SIDE, SIDE);
}
