/** How a piece of a drawing stands at this step: what the step is about, plainly there, not reached yet, or broken. */
export type Standing = 'active' | 'plain' | 'done' | 'pending' | 'bad' | 'good'

/** Which family of colours a box belongs to. */
export type Tone = 'neutral' | 'control' | 'worker' | 'pod'

/** Size of a label in canvas pixels: 20, 18 or 16. */
export type LabelSize = 'large' | 'medium' | 'small'
