// What the embedded broker lets in. It is for demos and tests: without limits it has been seen to die above 5,500 messages per
// second, so it slows senders down long before.

export interface BrokerLimits {
  readonly connectionsMax: number;
  /** Bytes of one MQTT packet; a connection that announces more is closed before the packet is read. */
  readonly packetBytesMax: number;
  /** All clients together, and one alone. Faster senders wait: what they send stays in their sockets. */
  readonly messagesPerSecondMax: number;
  readonly messagesPerSecondPerClientMax: number;
  /** Messages that may come at once before a limit is felt. */
  readonly burstMessages: number;
  /** Messages kept for one subscriber that does not read; then it is cut off. */
  readonly queuedMessagesMax: number;
}

export const brokerLimitsDefault: BrokerLimits = {
  connectionsMax: 500,
  packetBytesMax: 1_100_000,
  messagesPerSecondMax: 2_500,
  messagesPerSecondPerClientMax: 1_000,
  burstMessages: 500,
  queuedMessagesMax: 1_000,
};
