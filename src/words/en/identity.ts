/** Why two profiles may be, are, or are not one person. */
export const identity = {
  agree: {
    email: "the same e-mail address ({{value}})",
    phone: "the same phone number ({{value}})",
    name: "the same name",
    birthDate: "the same date of birth ({{value}})",
    address: "the same address",
  },
  differ: {
    name: "different names",
    birthDate: "different dates of birth",
  },
  why: {
    identify: "The visitor logged in as this customer.",
    alias: "The shop said that both ids are one person.",
    person: "Somebody of your team decided so.",
    "shared-device": "Another customer logged in on the same device, so it stays with the first one.",
    refused: "Somebody of your team keeps them apart.",
  },
};
