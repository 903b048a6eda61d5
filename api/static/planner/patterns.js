// Hatchings, drawn here: what is empty, has no data or is a gap must differ from any colour, in grey and on paper too.
const SIDE = 32;

export function hatch(color, { gap, width, back = null, isRising = false, isLevel = false }) {
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
    if (isLevel) {
      context.moveTo(0, x + step / 2);
      context.lineTo(SIDE, x + step / 2);
    } else {
      context.moveTo(x, isRising ? SIDE : 0);
      context.lineTo(x + SIDE, isRising ? 0 : SIDE);
    }
    context.stroke();
  }
  return context.getImageData(0, 0, SIDE, SIDE);
}
