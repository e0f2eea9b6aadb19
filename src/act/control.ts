import { createHash } from "node:crypto";

/**
 * Whether a customer is left alone under a playbook. Drawn by a hash of playbook and customer id: the same customer
 * always gets the same answer, whatever else changes, and another playbook draws another group.
 */
export function inControlGroup(playbook: string, customerId: string, share: number): boolean {
  const digest = createHash("sha256").update(`${playbook}\u0000${customerId}`).digest();
  return digest.readUInt32BE(0) / 4294967296 < share;
}
