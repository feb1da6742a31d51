/** What each kind of alarm sounds like, the gravest first: help is two tones, what presses two beeps, the rest a soft one. */

// Each note: [Hz, seconds, loudness]; none is a pause.
const NOTES = {
  help: [[880, 0.45, 0.5], [660, 0.45, 0.5]],
  pressing: [[740, 0.16, 0.3], [0, 0.08, 0], [740, 0.16, 0.3], [0, 1.4, 0]],
  soft: [[523, 0.3, 0.14], [0, 5, 0]],
};
// Heard once, not until somebody takes it.
const ONCE = { offer: [[587, 0.14, 0.3], [784, 0.14, 0.3], [988, 0.34, 0.3]] };
export const GRAVITY = Object.keys(NOTES);

/** One round of it, to be looped. */
export function roundOf(kind, context) {
  const { sampleRate } = context;
  const notes = (NOTES[kind] ?? ONCE[kind]).map(([tone, seconds, loud]) => ({ tone, loud, length: Math.floor(seconds * sampleRate) }));
  const buffer = context.createBuffer(1, notes.reduce((sum, { length }) => sum + length, 0), sampleRate);
  const samples = buffer.getChannelData(0);
  let from = 0;
  for (const { tone, loud, length } of notes) {
    for (let i = 0; tone && i < length; i += 1) {
      const edge = Math.min(1, i / 400, (length - i) / 400);
      samples[from + i] = loud * edge * Math.sin((2 * Math.PI * tone * i) / sampleRate);
    }
    from += length;
  }
  return buffer;
}
