// Follows the lengths of MQTT packets in a stream of bytes, so that one too large is known from its first five bytes.

export class PacketMeter {
  /** Bytes of the present packet still to come; while its length is read, −1. */
  private left = 0;
  private length = 0;
  private shift = 0;
  private state: "type" | "length" | "body" = "type";

  constructor(private readonly packetBytesMax: number) {}

  /** False as soon as a packet is announced that is larger than allowed, or whose length is no length (MQTT 3.1.1, 2.2.3). */
  accept(bytes: Uint8Array): boolean {
    let i = 0;
    while (i < bytes.length) {
      if (this.state === "body") {
        const taken = Math.min(this.left, bytes.length - i);
        this.left -= taken;
        i += taken;
        if (this.left === 0) this.state = "type";
        continue;
      }
      const byte = bytes[i]!;
      i += 1;
      if (this.state === "type") {
        this.state = "length";
        this.length = 0;
        this.shift = 0;
        continue;
      }
      this.length += (byte & 127) * 2 ** this.shift;
      this.shift += 7;
      if (byte >= 128) {
        if (this.shift > 21) return false;
        continue;
      }
      if (this.length > this.packetBytesMax) return false;
      this.left = this.length;
      this.state = this.length === 0 ? "type" : "body";
    }
    return true;
  }
}
