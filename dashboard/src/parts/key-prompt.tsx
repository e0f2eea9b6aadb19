import { Button, Modal, PasswordInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, apiKey } from "../api/client.ts";

/** Asks for the API key when the server wants one. */
export function KeyPrompt() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [needed, setNeeded] = useState(false);
  const [key, setKey] = useState("");
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query }) => {
        if (query.state.error instanceof ApiError && query.state.error.status === 401) setNeeded(true);
      }),
    [client],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apiKey.set(key);
    setNeeded(false);
    void client.resetQueries();
  };
  return (
    <Modal opened={needed} onClose={() => setNeeded(false)} title={t("key.title")} centered>
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
