import { useLocalStorage } from "@mantine/hooks";

/** Which columns the user hid, remembered in this browser. */
export function useRememberedColumns() {
  return useLocalStorage<Record<string, boolean>>({ key: "kindred-customer-columns", defaultValue: {} });
}
