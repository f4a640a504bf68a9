// What the fleet side says of itself and of what people asked, in English and Chinese.
import type { OperationRefusal, PlaceLack } from "../../devices/live/index.ts";
import type { ReasonLanguage } from "../../devices/vda5050/index.ts";

/** What is wrong, and what to do about it; an empty advice: nothing. */
export interface Said {
  readonly message: string;
  readonly advice: string;
}
type Both = Readonly<Record<ReasonLanguage, Said>>;

const both = (en: readonly [string, string], zh: readonly [string, string]): Both => ({
  en: { message: en[0], advice: en[1] },
  zh: { message: zh[0], advice: zh[1] },
});

export const heldText = both(
  ["held by an operator", "Resume it when it may go on"],
  ["已被操作员暂停放行", "可继续时请恢复"],
);
export const unconfirmedText = both(
  ["waited for a person's word before the restart", "Look at the robot, then confirm here"],
  ["重启前正在等待人工确认", "查看机器人，然后在此确认"],
);

export const lackTexts: Readonly<Record<PlaceLack["kind"], Both>> = {
  "no-state": both(
    ["has not reported", "Check that it is on, and its name, broker and topic in the fleet file"],
    ["尚未上报", "检查是否开机，以及车队文件中的名称、代理和主题"],
  ),
  busy: both(["has an order that is being ended", ""], ["其订单正在结束", ""]),
  "no-position": both(
    ["does not know where it is", "Localize it at the robot"],
    ["未定位", "请在机器人上重新定位"],
  ),
  "moving-in": both(["drives to the middle of its cell", ""], ["正驶向单元格中心", ""]),
  "off-floor": both(
    ["stands off the floor", "Bring it onto the floor, or mend the floor in the fleet file"],
    ["位于地面之外", "请移回地面，或修正车队文件中的地面"],
  ),
  "shared-cell": both(
    ["shares its cell with another robot", "Move one of them"],
    ["与另一机器人同处一格", "请移开其中一台"],
  ),
  "too-near": both(
    ["stands too near to another robot to get to its place", "Move one of them"],
    ["与其他机器人过近，无法回到其位置", "请移开其中一台"],
  ),
  "wrong-map": both(
    ["is on another map", "Enable the fleet file's map on it"],
    ["处于其他地图", "请在其上启用车队文件中的地图"],
  ),
  distrusted: both(
    ["reports what cannot be", "Find out where it is, then confirm"],
    ["上报内容不可信", "请查明其位置，然后确认"],
  ),
  fenced: both(
    ["is fenced by a person", "Take the fence away when it can take part again"],
    ["已被人工隔离", "可重新参与时请解除隔离"],
  ),
};

export const refusalTexts: Readonly<Record<OperationRefusal, Both>> = {
  "no-charger": both(
    ["there is no charger that it can reach", "Add a charger to the fleet file"],
    ["没有可到达的充电桩", "请在车队文件中添加充电桩"],
  ),
  loaded: both(
    ["it carries something", "Let it finish, or cancel the order"],
    ["正载有货物", "请等待完成，或取消订单"],
  ),
  "no-work": both(["it has nothing to do", ""], ["当前无任务", ""]),
  acting: both(
    ["an action is under way that has to end first", "Ask again in a moment"],
    ["正在执行动作，需先结束", "请稍后再试"],
  ),
  "place-unknown": both(
    [
      "it has not told where it stands, so nobody can drive around it",
      'Look, and name all places that it touches: {"places": ["c17"]}; none: it is off the floor',
    ],
    [
      "它尚未上报所在位置，其他机器人无法绕行",
      '请现场查看，并指明它占用的所有位置：{"places": ["c17"]}；空列表表示已移出场地',
    ],
  ),
  "not-on-this-site": both(
    ["robots cannot be taken out of traffic on roads", "Hold it, and bring it to a node by hand"],
    ["道路布局上不能把机器人移出交通", "请暂停它，并人工移到节点处"],
  ),
};

/** Alarms of the fleet side itself; `what` is the robot, id or word that it is about. */
export const alarmTexts = {
  broker: (_: string) =>
    both(
      [
        "no connection to the broker",
        "Check the broker and the network; robots stop at the end of what they have",
      ],
      ["与代理的连接中断", "检查代理与网络；机器人将在已放行路段末端停下"],
    ),
  lease: (_: string) =>
    both(
      [
        "it is not sure that no other fleet side acts: nothing is released",
        "If it does not end by itself, see which other one runs on this journal, then restart",
      ],
      ["无法确定没有其他车队端在运行：停止放行", "若未自行恢复，请查明使用同一日志的其他进程，然后重启"],
    ),
  rival: (what: string) =>
    both(
      [
        `somebody else commands robots of this fleet (${what}): nothing is released`,
        "End the other fleet side, then resume the fleet",
      ],
      [`有其他系统在指挥本车队的机器人（${what}）：停止放行`, "请停止另一车队端，然后恢复车队"],
    ),
  "unsteady-line": (_: string) =>
    both(
      [
        "the broker ends the connection again and again: nothing is released",
        "See whether another fleet side uses a copy of this journal, or the network fails",
      ],
      ["代理反复断开连接：停止放行", "检查是否有其他车队端使用此日志的副本，或网络故障"],
    ),
  journal: (_: string) =>
    both(
      ["the journal takes nothing: no order can be taken in", "Mend the disk, then restart"],
      ["日志无法写入：不能受理订单", "修复磁盘后重启"],
    ),
  stranger: (what: string) =>
    both(
      [
        `${what} speaks and is not in the fleet file: nobody keeps its cells free`,
        "Add it to the fleet file, or take it off the floor",
      ],
      [`${what} 在发送消息，但不在车队文件中：其占用的区域无人保留`, "将其加入车队文件，或移出场地"],
    ),
  refused: (what: string) =>
    both(
      [
        `sends messages that cannot be read (${what})`,
        "Check its VDA 5050 release in the fleet file, and its software",
      ],
      [`发送无法读取的消息（${what}）`, "检查车队文件中的 VDA 5050 版本及其软件"],
    ),
  moved: (_: string) =>
    both(
      [
        "has been moved off its way: its order is ended, and it takes its place again where it stands",
        "Leave it in the middle of a cell, in automatic mode; confirm if it asks for that",
      ],
      [
        "已被移离其路线：订单已结束，将在所处位置重新入列",
        "请将其停在单元格中央并保持自动模式；若要求确认请确认",
      ],
    ),
  "off-way": (_: string) =>
    both(
      [
        "is not on its way: no robot is sent anywhere until it is back",
        "Bring it back to the road that it was on, or put all robots onto nodes and restart",
      ],
      [
        "不在其路线上：在它返回之前不再放行任何机器人",
        "请将其移回原来的道路，或把所有机器人移到节点上后重启",
      ],
    ),
  stopped: (_: string) =>
    both(
      [
        "was stopped: another robot stands on the way that it had been given",
        "Clear the way if it does not go on",
      ],
      ["已停下：其已放行的路段上有另一机器人", "若未继续行驶，请清理道路"],
    ),
  "charger-failed": (what: string) =>
    both(
      [
        `${what} stood there and was not charged: no robot is sent there for half an hour`,
        "Look at the charger and its contacts",
      ],
      [`${what} 在此停靠但未充电：半小时内不再派机器人前往`, "请检查充电桩及其触点"],
    ),
  "cannot-charge": (_: string) =>
    both(
      [
        "no charger has charged it: it is sent to none any more",
        "Look at its contacts and battery, then confirm",
      ],
      ["多个充电桩均未能为其充电：不再派往充电", "检查其触点与电池，然后确认"],
    ),
  "stray-load": (what: string) =>
    both(
      [
        `carries something that belongs to no order (${what}): it gets no work`,
        "Take it off, and report that at the robot",
      ],
      [`载有不属于任何订单的货物（${what}）：不再分配任务`, "请取下货物，并在机器人上更新载货状态"],
    ),
  "load-unknown": (what: string) =>
    both(
      [
        `nobody knows where the load of ${what} is`,
        "Find it, then say where it is: POST /v1/orders/{id}/load",
      ],
      [`不知道 ${what} 的货物在哪里`, "找到后说明其位置：POST /v1/orders/{id}/load"],
    ),
} as const;
export type AlarmKind = keyof typeof alarmTexts;
