import { createBrowserRouter } from "react-router";
import { Broken } from "../parts/states.tsx";
import { Shell } from "./shell.tsx";

/** Every page is a bundle of its own. */
export const router = createBrowserRouter([
  {
    path: "/",
    Component: Shell,
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import("../pages/overview/page.tsx")).Overview }),
      },
      {
        path: "data",
        lazy: async () => ({ Component: (await import("../pages/data/frame.tsx")).DataFrame }),
        children: [
          { index: true, lazy: async () => ({ Component: (await import("../pages/data/page.tsx")).Data }) },
          {
            path: "sources",
            lazy: async () => ({ Component: (await import("../pages/data/sources/page.tsx")).DataSources }),
          },
          {
            path: "import",
            lazy: async () => ({ Component: (await import("../pages/data/import/page.tsx")).DataImportPage }),
          },
          {
            path: "rejects",
            lazy: async () => ({ Component: (await import("../pages/data/rejects/page.tsx")).DataRejects }),
          },
          {
            path: "identity",
            lazy: async () => ({ Component: (await import("../pages/data/identity/page.tsx")).DataIdentity }),
          },
        ],
      },
      {
        path: "segments",
        lazy: async () => ({ Component: (await import("../pages/segments/page.tsx")).Segments }),
      },
      {
        path: "predictions/:goal?",
        lazy: async () => ({ Component: (await import("../pages/predictions/page.tsx")).Predictions }),
      },
      {
        path: "customers",
        lazy: async () => ({ Component: (await import("../pages/customers/page.tsx")).Customers }),
      },
      {
        path: "customers/:customerId",
        lazy: async () => ({ Component: (await import("../pages/customer/page.tsx")).Customer }),
      },
      {
        path: "actions",
        lazy: async () => ({ Component: (await import("../pages/actions/page.tsx")).Actions }),
      },
      { path: "*", lazy: async () => ({ Component: (await import("../parts/states.tsx")).Lost }) },
    ],
  },
]);
