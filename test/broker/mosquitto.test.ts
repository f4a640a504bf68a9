// The configuration that we write, in a real Mosquitto: who may say and hear what.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import mqtt, { type IClientOptions } from "mqtt";
import { describe, expect, it } from "vitest";
import { mosquittoFiles } from "../../devices/broker/index.ts";
import { MqttConnection } from "../../devices/vda5050/edge/index.ts";
import { hasMosquitto, startMosquitto } from "./mosquitto-process.ts";

const options = {
  topicPrefixes: ["uagv/v2", "vda5050/v3"],
  fleetUser: "fleet",
  viewerUser: "viewer",
  robots: ["KIT/0001", "KIT/0002"],
  webSocketPort: 0,
};
const run = (cwd: string, program: string, ...words: string[]) =>
  execFileSync(program, words, { cwd, stdio: "pipe" });

describe.skipIf(!hasMosquitto)("mosquitto with our configuration", () => {
  it("lets robots speak for themselves only, over TLS and with passwords", async () => {
    const broker = await startMosquitto((folder, port) => {
      for (const { name, text } of mosquittoFiles({ ...options, port }))
        writeFileSync(join(folder, name), text);
      mkdirSync(join(folder, "certs"));
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
      run(
        folder,
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-keyout",
        "certs/server.key",
        "-out",
        "certs/ca.crt",
        ...subject,
      );
      run(folder, "cp", "certs/ca.crt", "certs/server.crt");
      for (const [i, user] of ["fleet", "viewer", "KIT/0001", "KIT/0002"].entries())
        run(
          folder,
          "mosquitto_passwd",
          ...(i === 0 ? ["-c"] : []),
          "-b",
          "passwords",
          user,
          `secret ${user}`,
        );
      // Started by root, it changes to a user of its own who has to read these.
      for (const file of ["passwords", "acl", "certs/server.key"]) chmodSync(join(folder, file), 0o644);
      chmodSync(folder, 0o777);
      return mosquittoFiles({ ...options, port })[0]!.text;
    });
    const url = `mqtts://localhost:${broker.port}`;
    const ca = execFileSync("cat", [join(broker.folder, "certs/ca.crt")]);
    const join5 = (user: string, more: IClientOptions = {}) =>
      mqtt.connectAsync(url, {
        ca,
        username: user,
        password: `secret ${user}`,
        protocolVersion: 5,
        reconnectPeriod: 0,
        ...more,
      });
    try {
      await expect(join5("fleet", { password: "wrong" })).rejects.toThrow(/not authori/i);
      await expect(mqtt.connectAsync(url, { ca, reconnectPeriod: 0 })).rejects.toThrow(/not authori/i);
      await expect(
        mqtt.connectAsync(url, { username: "fleet", password: "secret fleet", reconnectPeriod: 0 }),
      ).rejects.toThrow(/certificate/);
      const fleet = await join5("fleet");
      const robot = await join5("KIT/0001");
      const other = await join5("KIT/0002");
      const viewer = await join5("viewer");
      const heard: string[] = [];
      for (const [name, client] of [
        ["fleet", fleet],
        ["robot", robot],
        ["other", other],
        ["viewer", viewer],
      ] as const) {
        client.on("message", (topic) => heard.push(`${name} ${topic}`));
        await client.subscribeAsync(["uagv/v2/+/+/state", "uagv/v2/+/+/order"], { qos: 1 });
      }
      await robot.publishAsync("uagv/v2/KIT/0001/state", "{}", { qos: 1 });
      await expect(robot.publishAsync("uagv/v2/KIT/0002/state", "{}", { qos: 1 })).rejects.toThrow(
        /Not authorized/,
      );
      await expect(robot.publishAsync("uagv/v2/KIT/0001/order", "{}", { qos: 1 })).rejects.toThrow(
        /Not authorized/,
      );
      await expect(viewer.publishAsync("uagv/v2/KIT/0001/order", "{}", { qos: 1 })).rejects.toThrow(
        /Not authorized/,
      );
      await fleet.publishAsync("uagv/v2/KIT/0001/order", "{}", { qos: 1 });
      await expect.poll(() => heard.length).toBe(5);
      expect(heard.sort()).toEqual([
        "fleet uagv/v2/KIT/0001/order",
        "fleet uagv/v2/KIT/0001/state",
        "robot uagv/v2/KIT/0001/order",
        "viewer uagv/v2/KIT/0001/order",
        "viewer uagv/v2/KIT/0001/state",
      ]);
      await Promise.all([fleet, robot, other, viewer].map((client) => client.endAsync()));
    } finally {
      await broker.stop();
    }
  });

  it.each([4, 5] as const)(
    "knows robots by their certificates, MQTT protocol level %i",
    async (protocolVersion) => {
      const ssl = (folder: string, ...words: string[]) => run(folder, "openssl", ...words);
      const broker = await startMosquitto((folder, port) => {
        for (const { name, text } of mosquittoFiles({ ...options, port }))
          writeFileSync(join(folder, name), text);
        mkdirSync(join(folder, "certs"));
        const fresh = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
        ssl(
          folder,
          "req",
          "-x509",
          ...fresh,
          "-keyout",
          "certs/ca.key",
          "-out",
          "certs/ca.crt",
          "-subj",
          "/CN=authority",
        );
        writeFileSync(join(folder, "names"), "subjectAltName=DNS:localhost,IP:127.0.0.1");
        for (const [file, subject] of [
          ["server", "/CN=localhost"],
          ["robot", "/CN=KIT\\/0001"],
          ["fleet", "/CN=fleet"],
        ] as const) {
          ssl(
            folder,
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            `certs/${file}.key`,
            "-out",
            `${file}.csr`,
            "-subj",
            subject,
          );
          ssl(
            folder,
            "x509",
            "-req",
            "-in",
            `${file}.csr`,
            "-CA",
            "certs/ca.crt",
            "-CAkey",
            "certs/ca.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            "names",
            "-out",
            `certs/${file}.crt`,
          );
        }
        writeFileSync(join(folder, "passwords"), "");
        for (const file of ["passwords", "acl", "certs/server.key"]) chmodSync(join(folder, file), 0o644);
        chmodSync(folder, 0o777);
        return mosquittoFiles({ ...options, port })[0]!.text.replaceAll(
          /^#(require_certificate|use_identity_as_username)/gm,
          "$1",
        );
      });
      const file = (name: string) => join(broker.folder, "certs", name);
      const heard: string[] = [];
      let connects = 0;
      const connectAs = (name: string) =>
        new MqttConnection({
          address: {
            url: `mqtts://localhost:${broker.port}`,
            caFile: file("ca.crt"),
            certFile: file(`${name}.crt`),
            keyFile: file(`${name}.key`),
            protocolVersion,
          },
          clientId: name,
          subscriptions: [{ filter: "uagv/v2/+/+/state", qos: 0 }],
          onConnect: () => {
            connects += 1;
          },
          onLost: () => {},
          onMessage: (topic) => heard.push(`${name} ${topic}`),
        });
      const connections = ["robot", "fleet"].map(connectAs);
      try {
        await expect.poll(() => connects, { timeout: 10_000 }).toBe(2);
        // Of two names it may speak under its own only.
        for (const robot of ["KIT/0002", "KIT/0001"])
          expect(connections[0]!.publish(`uagv/v2/${robot}/state`, "{}", 0, false)).toBe(true);
        await expect.poll(() => heard, { timeout: 5_000 }).toEqual(["fleet uagv/v2/KIT/0001/state"]);
        await expect(
          mqtt.connectAsync(`mqtts://localhost:${broker.port}`, {
            ca: readFileSync(file("ca.crt")),
            reconnectPeriod: 0,
          }),
        ).rejects.toThrow();
      } finally {
        for (const connection of connections) await connection.close();
        await broker.stop();
      }
    },
  );
});
