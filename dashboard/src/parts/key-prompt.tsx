import { Button, Modal, PasswordInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { apiKey } from "../api/client.ts";

/** Asks for the API key. */
export function KeyPrompt({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [key, setKey] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apiKey.set(key);
    close();
    void client.resetQueries();
  };
  return (
    <Modal opened onClose={close} title={t("key.title")} centered>
      <form onSubmit={submit}>
        <PasswordInput
          label={t("key.label")}
          description={t("key.why")}
          value={key}
          onChange={(e) => setKey(e.currentTarget.value)}
          data-autofocus
        />
        <Button type="submit" mt="md" disabled={key === ""}>
          {t("key.open")}
        </Button>
      </form>
    </Modal>
  );
}
