import { basename } from "node:path";
import type { Preset } from "./preset.ts";

/** Names of the two columns that the files of campaign activity have in their path. */
const [ACTION, CAMPAIGN] = ["file: action", "file: campaign"];

/** The starts of names of files and folders that tell what was done. */
const actions: readonly (readonly [RegExp, string])[] = [
  [/^unsub/i, "unsubscribed"],
  [/^bounce/i, "bounced"],
  [/^click/i, "clicked"],
  [/^open/i, "opened"],
  [/^sent/i, "sent"],
];

/**
 * An account export has `granular_activity/opens/12345_spring-sale.csv`: the folder tells the action, the file the
 * campaign; a single export is called `opens.csv`, or has the action at the end of its name.
 */
function fromPath(path: string): Record<string, string> {
  const campaign = basename(path).replace(/\.csv(\.gz)?$/i, "");
  const folders = path.split(/[\\/]/).slice(-3, -1).reverse();
  const words = [...folders, campaign, ...campaign.split(/[^a-z]+/i).reverse()];
  const action = words.flatMap((word) => actions.find(([is]) => is.test(word))?.[1] ?? [])[0];
  return { ...(action ? { [ACTION]: action } : {}), [CAMPAIGN]: campaign };
}

/** Audiences and campaign activity of a Mailchimp account (CSV), and e-mail activity as its API gives it (JSON). */
export const mailchimp: readonly Preset[] = [
  {
    name: "mailchimp-audience",
    table: "customers",
    signature: ["Email Address|Email|EMAIL", "MEMBER_RATING", "OPTIN_TIME", "CONFIRM_TIME", "LAST_CHANGED"],
    map: {
      customer: ["Email Address", "Email"],
      email: ["Email Address", "Email"],
      phone: ["Phone Number", "Phone"],
      registered: ["OPTIN_TIME", "CONFIRM_TIME"],
      date: ["LAST_CHANGED"],
    },
  },
  {
    name: "mailchimp-activity",
    table: "messages",
    signature: ["Email|Email Address", "Timestamp", "IP|URL|Bounce Type"],
    fromPath,
    map: {
      customer: ["Email", "Email Address"],
      date: ["Timestamp"],
      action: ["Action", "Activity", ACTION],
      campaign: ["Campaign", "Campaign Title", CAMPAIGN],
    },
  },
  {
    name: "mailchimp-activity-json",
    table: "messages",
    signature: ["email_address", "campaign_id", "activity.action", "activity.timestamp"],
    map: {
      customer: ["email_address"],
      date: ["activity.timestamp"],
      action: ["activity.action"],
      campaign: ["campaign_id"],
    },
  },
];
