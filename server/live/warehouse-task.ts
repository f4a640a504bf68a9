// A fleet that works in a warehouse: customers' orders by SKU, where and with which pod is the strategy's affair.
import type { WarehouseWork } from "../../devices/live/warehouse/index.ts";
import type { FleetTask } from "./fleet-task.ts";

export function warehouseTask(work: WarehouseWork): FleetTask {
  return {
    work,
    orders: work.desk,
    checkOrder: ({ priority, ...wish }) => {
      const found = work.desk.refusalOf({ ...wish, id: "", priority });
      if (found === null) return [];
      return [
        {
          where: "body",
          expected: "an order that this warehouse can carry out",
          found,
          advice: "Give lines of its SKUs in whole quantities.",
        },
      ];
    },
  };
}
