import "@fontsource-variable/inter/wght.css";
import "./app/components.css";
import "./app/base.css";
import "./app/frame.css";
import "./app/page.css";
import "./parts/states.css";
import "./parts/badges.css";
import "./parts/tables.css";
import "./parts/charts.css";
import "./parts/lists.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { RouterProvider } from "react-router/dom";
import { queries } from "./api/queries.ts";
import { startLanguage } from "./app/language.ts";
import { router } from "./app/router.tsx";
import { theme } from "./app/theme.ts";

const i18n = await startLanguage();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  </StrictMode>,
);
