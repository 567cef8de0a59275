// What every part of the HTML page is written with.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "report/report.hpp"
#include "report/units.hpp"

namespace shixian::report::html {

/// How much the page holds; the machine formats hold the rest.
inline constexpr std::size_t most_rows = 5000;     ///< of the table of findings
inline constexpr std::size_t most_sections = 500;  ///< of single findings
inline constexpr std::size_t most_listed = 500;    ///< of any other list
inline constexpr std::size_t most_bars = 20;       ///< of a chart

struct Page {
  const Report& report;
  std::ostream& out;
  std::vector<std::uint32_t> listed;  ///< `by_weight`
  std::vector<bool> has_section;      ///< by finding
  const Units units;
  const check::Findings& findings = report.findings;
  const log::Log& log = report.log;

  /// In the language of the report, escaped.
  std::string say(const text::Phrase& phrase) const;
  /// The same between two tags of that name, with attributes.
  void element(std::string_view name, const text::Phrase& phrase, std::string_view attributes = {}) const;
};

/// `late` with its sign, as a coloured label.
std::string badge(const Page& page, check::Verdict verdict);

/// `台账.xlsx!2020年!F23`, a link to its file; without the folder.
std::string place_link(const Page& page, std::uint32_t event);
/// The places of the trigger and the response, each once; without either that of the entity in its roster.
std::string places_of(const Page& page, const check::Finding& finding, std::string_view between = "<br>");

/// The rule's title as a link to its paragraph.
std::string rule_link(const Page& page, std::uint32_t rule);

/// The subject, a link to the section of the finding if it has one; `—` for none.
std::string subject_link(const Page& page, std::uint32_t finding);

/// How many of a list are not shown and where they are; nothing when all are.
void write_rest(const Page& page, std::size_t all, std::size_t shown);

// The parts, in their order.
void write_head(const Page& page);
void write_summary(const Page& page);
void write_charts(const Page& page);
void write_table(const Page& page);
void write_undetermined(const Page& page);
void write_open(const Page& page);
void write_waived(const Page& page);
void write_comparison(const Page& page);
void write_sections(const Page& page);
void write_rules(const Page& page);
void write_terms(const Page& page);
void write_ledgers(const Page& page);
void write_foot(const Page& page);

/// Source, quotation and plain sentences of a rule, under headings of that level.
void write_citation(const Page& page, std::uint32_t rule, std::string_view heading);

/// The course of one obligation: start, deadline and response on a line of days; nothing where no time is known.
void write_timeline(const Page& page, const check::Finding& finding);

}  // namespace shixian::report::html
