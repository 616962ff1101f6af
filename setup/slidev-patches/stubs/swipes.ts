/** Fingers are listened to in `composables/useGestures.ts`. */
export function useSwipeControls(): void {}
