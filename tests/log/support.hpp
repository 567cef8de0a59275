// Ledgers and mappings written in tests.
#pragma once

#include <gtest/gtest.h>

#include <sstream>

#include "log/read.hpp"
#include "rule/yaml.hpp"
#include "text/diagnostic.hpp"

namespace shixian::log {

/// What was said, without the excerpts: "place: severity: message [code] | help".
inline std::string said(const text::Diagnostics& out) {
  std::string all;
  for (const auto& problem : out.all()) {
    if (!all.empty()) all += '\n';
    if (problem.place.source) {
      const auto at = problem.place.source->position(problem.place.span.begin);
      all += fmt::format("{}:{}: ", at.line, at.column);
    }
    if (problem.severity == text::Severity::warning) all += "warning: ";
    all += problem.message.english + " [" + std::string(text::name(problem.code)) + "]";
    if (!problem.help.empty()) all += " | " + problem.help.english;
    EXPECT_FALSE(problem.message.chinese.empty());
    EXPECT_EQ(problem.help.english.empty(), problem.help.chinese.empty());
  }
  return all;
}

inline std::optional<Mapping> mapping_of(const std::string& yaml, text::Diagnostics& out,
                                         const std::string& name = "m.yaml") {
  const auto document = rule::parse_yaml(std::make_shared<text::Source>(name, yaml), out);
  return document ? read_mapping(*document, out) : std::nullopt;
}

/// What is said of a day that cannot be read.
inline std::string said_of_day(const std::string& written, const std::string& place) {
  text::Phrase why;
  EXPECT_FALSE(time::read_day(written, why));
  return place + ": " + why.english + " [bad-time]\n";
}

/// A mapping without a fault.
inline Mapping mapping_of(const std::string& yaml) {
  text::Diagnostics out;
  const auto mapping = mapping_of("shixian-log: 1\n" + yaml, out);
  EXPECT_EQ(said(out), "");
  return mapping.value_or(default_mapping());
}

struct Ledger {
  Log log;
  text::Diagnostics out;
};

inline Ledger read(std::string_view bytes, const Mapping& mapping = default_mapping(), unsigned threads = 1) {
  Ledger ledger;
  read_ledger("l.csv", bytes, mapping, {*time::Zone::find("Asia/Shanghai"), threads, {}}, ledger.log, ledger.out);
  return ledger;
}

/// An event a line: "row:column type time a=1 b=2".
inline std::string events_of(const Log& log) {
  std::string all;
  const auto& table = log.events;
  for (std::uint32_t event = 0; event < table.size(); ++event) {
    all += fmt::format("{}:{} {} {}", table.where(event).row, table.where(event).column,
                       table.types().at(table.type(event)), time::iso(table.moment(event)));
    for (const auto& attribute : table.attributes())
      if (attribute.codes.at(event) != no_value)
        all += " " + attribute.name + "=" + attribute.values.at(attribute.codes[event]);
    all += '\n';
  }
  return all;
}

/// A rejection a line: "row column 'text': reason (event kept)".
inline std::string rejections_of(const Log& log) {
  std::string all;
  for (const auto& rejection : log.rejections) {
    EXPECT_FALSE(rejection.reason.chinese.empty());
    all += fmt::format("{} {} '{}': {}{}\n", rejection.row, rejection.column.empty() ? "-" : rejection.column,
                       rejection.text, rejection.reason.english, rejection.event_kept ? " (event kept)" : "");
  }
  return all;
}

}  // namespace shixian::log
