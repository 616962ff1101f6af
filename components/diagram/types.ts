/** How a piece of a drawing stands at this step: what the step is about, plainly there, not reached yet, or broken. */
export type BoxState = 'active' | 'plain' | 'done' | 'pending' | 'bad' | 'good'

/** Which family of colours a box belongs to. */
export type Tone = 'neutral' | 'control' | 'worker' | 'pod'

/** Size of a label in canvas pixels: 22, 20, 18 for a word that says where or a number in a badge, 16 in a narrow column, where drawings are shown larger. */
export type LabelSize = 'name' | 'large' | 'medium' | 'small'
