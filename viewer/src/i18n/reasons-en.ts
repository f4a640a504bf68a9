// Why a robot does what it does, in English. {name} stands for a value of the reason.
import type { reasons } from "../../../scenarios/index.ts";

export type ReasonTexts = Readonly<Record<keyof typeof reasons, string>>;

export const reasonsEn: ReasonTexts = {
  "starting-up": "The run has not begun.",
  "fetching-pod-for-picks": "Fetches pod {pod} for {station}: {units} units wanted.",
  "fetching-pod-for-stow": "Fetches pod {pod} for {station}: {bundles} bundles to put in.",
  "waiting-for-queue-room": "Waits with pod {pod}: the queue of {station} is full, {podsAhead} pods ahead.",
  "waiting-behind-failed-robot":
    "Waits with pod {pod} for {station}: failed robot {robot} stands in the way.",
  "waiting-for-rack": "Waits for pod {pod}: rack {rack} is busy, {climbers} robots climbing.",
  "bringing-pod": "Brings pod {pod} to {station}: {requests} requests.",
  "serving-pod": "Stands at {station} with pod {pod}: {requests} requests to go.",
  "pod-needed-elsewhere": "Takes pod {pod} on to {station}: {units} units wanted there.",
  "storing-pod": "Puts pod {pod} back at {place}, in zone {zone}.",
  "going-to-induction": "Drives to {station}: {parcels} parcels on the belt, {robots} robots on the way.",
  "waiting-for-parcel": "Waits for a parcel at {station}.",
  "bringing-parcel": "Brings parcel {order} to chute {chute}, destination {destination}.",
  "waiting-for-chute":
    "Waits with parcel {order}: the container of chute {chute} is being exchanged, {steps} to go.",
  "idle-inductions-full": "Idle: enough robots on the way to all {inductions} inductions.",
  "charging-low-battery": "Charges at {charger}: the battery was down to {percent} %.",
  "charging-while-idle": "Charges at {charger} while there is nothing to do, from {percent} %.",
  "charging-in-window": "Charges at {charger} because the plan wants it now, from {percent} %.",
  "moving-pod": "Moves pod {pod} to a better place, {place} in zone {zone}.",
  "going-to-rest": "Goes out of the way, to {cell}.",
  "idle-no-demand": "Idle: no order needs one more pod and no bundle waits.",
  "idle-orders-held": "Idle: {orders} orders held back by the release rule.",
  "idle-orders-wait-for-slot": "Idle: {orders} orders waiting for a free slot at a station.",
  "idle-orders-lack-stock": "Idle: {orders} orders waiting for stock.",
  "idle-bundles-wait": "Idle: {bundles} bundles waiting for a pod with room.",
  "idle-stations-full": "Idle: enough pods are coming to {stations} stations.",
  "idle-stations-jammed": "Idle: no more pods go to {stations} stations until the queues move again.",
  "idle-no-pod": "Idle: no free pod has what is wanted at {stations} stations.",
  "idle-other-robot-better": "Idle: {tasks} open tasks, done sooner by other robots.",
  "idle-battery-low": "Idle: {percent} % battery is too little for a task.",
  "idle-no-charger-free": "Idle: wants to charge at {percent} %, and no charger is free.",
  "idle-no-place-free": "Stands with pod {pod}: no place is free for it.",
  "robot-failed": "Failed: under repair, {steps} to go.",
  "picks-withdrawn-after-failure":
    "Failed on the way: {units} units of pod {pod} for {station} come from elsewhere.",
  "watchdog-reset": "Started anew after {steps} without moving.",
  "pod-not-needed-any-more": "Pod {pod} is not needed at {station} any more.",
};
