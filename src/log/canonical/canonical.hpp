// Events → the plain form that every ledger can be brought into: one event a row.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "log/log.hpp"
#include "text/diagnostic.hpp"

namespace shixian::log {

/// The columns that the attributes of a table have in the canonical form, in the order of the table: their names, with
/// a number behind a name that is taken (`time (2)`) or tidied away.
std::vector<std::string> canonical_columns(const EventTable& events);

/// How a moment is written so that `time::read_time` in that zone gives the very same moment, precision and offset
/// included: ISO 8601 with its offset (`2020-06-18`, `2020-06-18T14:05+08:00`, `2020-06-18T24:00:00+08:00`), without
/// the offset where the clock of the zone shows the reading twice and the moment is both. An unknown moment is the
/// empty text, which is read back as unknown, with a rejection. nullopt: there is no such text, as for a day of another
/// zone.
std::optional<std::string> written_exactly(const time::Moment& moment, const time::Zone& zone);

/// Whether all of a log can be written so that reading it in that zone gives the same events. false ⇔ errors were
/// added, each of which names the row: a moment that no text says exactly, a value that reading would change (blanks at
/// its ends; nothing that was read from a ledger has them), event types that differ in width alone.
bool can_be_canonical(const Log& log, const time::Zone& zone, text::Diagnostics& out);

/// `event,time,ATTRIBUTE…,source` and an event a row: UTF-8, LF, quoted as RFC 4180 says; `source` is `FILE row 7` or
/// `FILE!SHEET row 7`. Values are written as they stand in the table, a formula too: it is read as text. A row of a
/// ledger that was rejected as a whole is a row with its source alone, so that what it may have held stays in doubt.
/// Requires `can_be_canonical`.
void write_csv(const Log& log, const time::Zone& zone, std::ostream& out);

/// The same as JSON, an object an event, with the columns as keys: what an event does not carry is absent, and every
/// value is text, so that no number is rounded.
void write_json_lines(const Log& log, const time::Zone& zone, std::ostream& out);

}  // namespace shixian::log
