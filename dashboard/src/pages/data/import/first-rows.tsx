import { useTranslation } from "react-i18next";
import { toMajor } from "../../../../../src/core/money.ts";
import type { FilePreview } from "../../../../../src/serve/contract.ts";
import { currentLanguage } from "../../../app/language.ts";
import { Section } from "../../../parts/page.tsx";

/** The first rows as they would be stored; those that would be rejected in red, with the reason. */
export function FirstRows({ preview }: { readonly preview: FilePreview }) {
  const { t } = useTranslation();
  const names = Object.keys(preview.rows[0]?.values ?? {}).filter((name) =>
    preview.rows.some((r) => r.values[name] !== null && r.values[name] !== undefined),
  );
  return (
    <Section title={t("dataImport.rowsTitle")} lead={t("dataImport.rowsLead")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-box" aria-label={t("dataImport.rowsTitle")} tabIndex={0}>
        <table className="table first-rows">
          <thead>
            <tr>
              <th scope="col">{t("dataImport.state")}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {nameOf(name, t)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
              <tr key={i} data-rejected={row.rejected ? true : undefined}>
                <td>
                  {row.rejected ? row.rejected.text : <span className="good">{t("dataImport.good")}</span>}
                </td>
                {names.map((name) => (
                  <td key={name} className="nowrap">
                    {shown(name, row.values[name] ?? null, preview.currency)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

function nameOf(name: string, t: (key: string, options: { defaultValue: string }) => string): string {
  const field = t(`fieldName.${name}`, { defaultValue: "" });
  return field === "" ? t(`columnName.${name}`, { defaultValue: name }) : field;
}

const MILLI = 1000;
const LONGEST = 60;

/** A value as a person writes it: money and quantities are whole in the store. */
function shown(name: string, value: string | null, currency: string | null): string {
  if (value === null) return "–";
  const number = (n: number) =>
    new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 3 }).format(n);
  if (name.endsWith("_minor"))
    return number(currency ? toMajor(Number(value), currency) : Number(value) / 100);
  if (name.endsWith("_milli")) return number(Number(value) / MILLI);
  return value.length > LONGEST ? `${value.slice(0, LONGEST)} …` : value.replace(/ 00:00:00$/, "");
}
