// Every bound and threshold of dispatch, by name. Times are seconds and turned into steps where they are used.

export const limits = {
  /** Waiting orders looked at per decision of an order → station rule. */
  orderCandidatesMax: 512,
  /** Waiting orders looked at per SKU of an inbound pod by the matching rules. */
  ordersPerSkuMax: 24,
  /** Orders assigned to one station in one step. */
  assignmentsPerStationMax: 4,
  /** Compartments looked at per SKU, and about how many in all, when pods are compared for a station. */
  slotsPerSkuMin: 8,
  slotsPerSkuMax: 96,
  slotsPerFillMax: 2048,
  /** Pods compared per decision. */
  podCandidatesMax: 256,
  /** Pairs of free robots and pods measured per decision of the work amount. */
  robotPodPairsMax: 8192,
  /** What a second of a pod's trip costs against units picked from it (RAWSim-O: one third). */
  unitsPerTripSecond: 1 / 3,
  /** Fewest robots that may be on their way to, at or bound for one station; grows with the fleet. */
  robotsPerStationMin: 9,
  /** Pods bound for one station at most, whatever the fleet. */
  podsPerStationMax: 64,
  /** Tasks handed out in one step. */
  tasksPerStepMax: 64,
  /** Free robots that may be swapped in when the tasks of a step are matched anew. */
  swapRobotsMax: 128,
  /** Bundles at the dock looked at per decision. */
  dockWindowMax: 64,
  /** Bundles promised to one pod visit. */
  bundlesPerVisitMax: 8,
  /** SKUs checked for reordering per step, round robin. */
  reorderChecksPerStep: 16,
  /** Nothing is reordered before this time: by then it shows whether stock comes by itself. */
  firstReorderSeconds: 60,
  /** Share of all pod volume that reordering may fill, dock and supplier included. */
  fillShareMax: 0.85,
  /**
   * Expected demand, in seconds of it, that stock covers when the supplier takes longest: reordered is below the lead time
   * plus the first, up to as much again as the second.
   */
  reorderCoverSeconds: 2 * 3600,
  reorderBatchSeconds: 3 * 3600,
  /** Notes of decisions kept while somebody asks for them; the oldest go first. */
  decisionNotesMax: 1024,
  /** Robots of the pick : replenish quota when no plan says otherwise. */
  pickShare: 2 / 3,
  /** Robot time that one more pod visit takes, about: there, to the station, back. */
  secondsPerVisit: 90,
  /** Share of the pod places that the cache rules keep for pods in demand. */
  cacheShare: 0.15,
  /** A robot is idle this long before it moves pods; and moves at once per robot of the fleet, at most. */
  idleBeforeMovingSeconds: 30,
  movesAtOnceShare: 0.25,
  /** Pause after none of the slotting plan's moves could be made. */
  noMoveRetrySeconds: 20,
  /** How often robots are shared out to stations, by rules that do. */
  shareOutSeconds: 30,
  /** Pause after a station found no pod for what it needs. */
  noPodRetrySeconds: 5,
  /** Share of the battery: below `low` a robot asks for a charger, below `critical` it takes no task at all. */
  batteryLow: 0.25,
  batteryCritical: 0.12,
  /** Share at which a charging robot leaves: with nobody waiting, and with someone waiting. */
  batteryFull: 0.95,
  batteryEnough: 0.6,
  /** An idle robot below this share charges when a charger is free (opportunity rule). */
  batteryOpportunity: 0.8,
  /** How long a robot is idle before it tops up, and how often robots are sent to chargers. */
  idleBeforeChargingSeconds: 30,
  chargingSeconds: 3,
  /** A failed robot's unserved picks are given to other pods after this time. */
  failedWithdrawSeconds: 90,
  /** A mission without progress for this long is reset. */
  watchdogSeconds: 900,
  /** How far ahead of the dispatch plan's releases the pool is filled. */
  releaseLookAheadSeconds: 1800,
  /** Interval of the wave rule, and orders per wave and open slot. */
  waveSeconds: 900,
  /**
   * An order this close to its due time, plus the time the stations need for all that waits (at most the second), may
   * jump the queue of the matching rules, every fourth assignment.
   */
  urgentSeconds: 600,
  clearingSecondsMax: 7200,
  /** Backlog of one pick station that justifies opening one more. */
  backlogPerStation: 24,
  /** How often station activation and pod turnover classes are looked at. */
  activationSeconds: 60,
  turnoverSeconds: 600,
} as const;
