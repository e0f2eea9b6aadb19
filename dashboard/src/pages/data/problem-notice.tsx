import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client.ts";

/** What went wrong with what one just did, in the server's words, and what to do. */
export function ProblemNotice({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <div className="notice bad-tone" role="alert">
      <b>{problem?.title ?? t("state.failed")}</b>
      <span>{problem?.next ?? t("state.failedNext")}</span>
    </div>
  );
}
