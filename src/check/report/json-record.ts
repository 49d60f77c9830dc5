import { toMessage } from '../message.js';
import type { Finding } from '../types.js';
import { byRule } from './figures.js';
import type { CheckReport, CheckReportContext } from './types.js';

/** Version of the form: goes up when a reader of the old one would fail. */
export const SCHEMA_VERSION = 1;

/** A finding as the JSON reports have it. */
export function findingRecord(finding: Finding, { docs }: CheckReportContext) {
  const { ruleId, reason, note, url } = toMessage(finding, docs);
  const { severity, line, column, endLine, endColumn, role, saw, related, record, hash } = finding;
  return {
    rule: ruleId,
    severity,
    line,
    column,
    endLine,
    endColumn,
    message: reason,
    role,
    saw,
    related,
    record,
    hash,
    help: note,
    ...(docs !== undefined && { url }),
  };
}

/** The figures of a run as the JSON reports have them. */
export function summaryRecord(report: CheckReport, { version, rulesHash }: CheckReportContext) {
  const { totals, errors, warnings, accepted, before, passed } = report;
  return {
    schemaVersion: SCHEMA_VERSION,
    dechaff: version,
    rules: rulesHash,
    passed,
    errors,
    warnings,
    accepted,
    totals,
    ...(before && { before }),
    findings: Object.fromEntries(byRule(report.documents)),
  };
}
