// Poses along what a robot may drive, close enough together that nothing lies between two of them.

export interface PathPose {
  readonly x: number;
  readonly y: number;
  readonly theta: number;
  /** Metres from here to it. */
  readonly distance: number;
  /** Metres to the pose before: as far as may be driven if this one is forbidden. */
  readonly before: number;
  /** It turns there, so that its corners come around. */
  readonly turns: boolean;
}

/** Metres between two poses. */
export const poseStep = 0.05;
