//! The query, and the two ways to print, that several commands have.

use clap::ValueEnum;

/// What stands below the flags of every command that takes a query.
pub(super) const QUERY: &str = "\
Query: words are looked for in the prose; all terms must hold.
  outcome:offer-declined   a field; several values, any of them: outcome:withdrew,reneged
  -outcome:accepted        not that
  no:team                  an empty field
  since:90d until:2026-Q3  days: 2026-11-20, 2026-11, 2026-Q4, 2026, 90d, 12w, 6m,
                           last-week, last-month
Fields: outcome, stage, role, team, case, fit, dropped, party (whose section is written),
by (who wrote one), wanted, pitched, since, until, id.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
}
