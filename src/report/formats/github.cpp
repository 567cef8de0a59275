// GitHub workflow commands: annotations on the rows, then the text report in a group of the log. Of a step GitHub keeps
// ten errors and ten warnings (actions/toolkit #734), so nine of each are written and the others are told. Lines of the
// text report begin with a bar and hold no `##[`, so that nothing in a ledger is taken for a command.
#include <ostream>
#include <sstream>

#include "report/entry.hpp"
#include "report/site.hpp"
#include "text/width.hpp"

namespace shixian::report {

void write_text(const Report&, std::ostream&);

namespace {

using check::Verdict;
using text::Phrase;

constexpr std::size_t most_of_a_level = 9;

/// `##[command]` is taken for a command wherever it stands in a line.
std::string without_old_commands(std::string line) {
  for (auto at = line.find("##["); at != std::string::npos; at = line.find("##[", at)) line.insert(at + 1, " ");
  return line;
}

std::string escaped(const std::string& text, bool property) {
  std::string safe;
  for (const char c : without_old_commands(text::plain(text))) {
    if (c == '%')
      safe += "%25";
    else if (property && c == ':')
      safe += "%3A";
    else if (property && c == ',')
      safe += "%2C";
    else
      safe += c;
  }
  return safe;
}

enum Level : std::size_t { error, warning, notice };

class Annotations {
 public:
  Annotations(const Report& report, std::ostream& out) : report_(report), out_(out) {}

  void write() {
    for (const auto& what : report_.unread) add(error, {}, "unread", what.in(report_.language));
    for (const auto& rejection : report_.log.rejections)
      add(error, site(report_, rejection), "unread", rejection_of(report_, rejection).in(report_.language));
    for (const auto index : by_weight(report_)) {
      const auto& finding = report_.findings.all[index];
      if (!fails(report_, finding)) continue;
      const auto& rule = *report_.findings.rules[finding.rule].rule;
      const auto level = finding.verdict == Verdict::undetermined ? notice : static_cast<Level>(rule.severity);
      if (written_[level] < most_of_a_level)
        add(level, site(report_, finding), rule.id, sentence_of(report_, finding));
      else
        ++cut_;  // without wording it
    }
    if (cut_ > 0)
      out_ << "::notice::"
           << escaped(text::phrase("{} more findings are not annotated; they stand in the log of this step",
                                   "另有 {} 项未加注，见本步骤的日志", cut_)
                          .in(report_.language),
                      false)
           << '\n';
  }

 private:
  void add(Level level, const Site& where, const std::string& title, const std::string& message) {
    static constexpr std::string_view levels[]{"error", "warning", "notice"};
    if (written_[level] >= most_of_a_level) {
      ++cut_;
      return;
    }
    ++written_[level];
    out_ << "::" << levels[level] << ' ';
    if (!where.file.empty())
      out_ << "file=" << escaped(where.file, true) << ",line=" << where.line << ",col=" << where.column << ',';
    out_ << "title=" << escaped(title, true) << "::" << escaped(message, false) << '\n';
  }

  const Report& report_;
  std::ostream& out_;
  std::size_t written_[3]{};
  std::size_t cut_ = 0;
};

}  // namespace

void write_github(const Report& report, std::ostream& out) {
  Annotations(report, out).write();
  out << "::group::shixian\n";
  std::stringstream text;
  write_text(report, text);
  for (std::string line; std::getline(text, line);) out << "| " << without_old_commands(line) << '\n';
  out << "::endgroup::\n";
}

}  // namespace shixian::report
