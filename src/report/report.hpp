// Findings → something to read, one file a format.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/finding.hpp"
#include "check/integrity.hpp"
#include "log/log.hpp"
#include "text/phrase.hpp"

namespace shixian::report {

struct Comparison;

/// All a report may speak of.
struct Report {
  const check::Findings& findings;
  const log::Log& log;
  text::Language language = text::Language::english;
  bool colour = false;
  std::vector<text::Phrase> unread;             ///< whole ledgers that could not be read, or not to their end
  std::span<const check::Remark> remarks = {};  ///< what looks wrong in the ledgers
  std::string_view version = {};                ///< of the program
  bool new_only = false;                        ///< only what is new against the baseline is to fail anything
  const Comparison* comparison = nullptr;       ///< against a baseline, if one was given
  std::string folder = {};                      ///< where it is to stand, for links; empty: where the program runs

  /// Whether every cell of every ledger was read.
  bool all_read() const { return unread.empty() && log.rejections.empty(); }
  /// … and rules had something to read in them.
  bool complete() const { return all_read() && findings.reach != check::Reach::nothing; }
};

struct Format {
  std::string_view name;
  std::string_view ending;  ///< of file names that choose it, with the dot
  text::Phrase title;
  void (*write)(const Report&, std::ostream&);

  /// Whether it is nothing to show on a terminal.
  bool is_binary() const { return name == "xlsx"; }
};

/// All formats, in the order of formats.def.
std::span<const Format> formats();
/// nullptr when there is none of that name.
const Format* find_format(std::string_view name);
/// By the ending of a file's name, the longest that fits; nullptr when there is none.
const Format* format_of_ending(std::string_view path);

}  // namespace shixian::report
