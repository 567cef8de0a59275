// For Excel: every finding a row, met ones too; then what could not be read and which rules were not judged. UTF-8 with
// a byte order mark, CRLF, every field in quotes (RFC 4180). A field that a spreadsheet would take for a formula begins
// with an apostrophe (OWASP ASVS 1.2.10: = + - @, tab, carriage return; also the full-width signs).
#include <array>
#include <ostream>

#include "check/evidence.hpp"
#include "log/place.hpp"
#include "report/entry.hpp"
#include "report/report.hpp"
#include "text/width.hpp"

namespace shixian::report {

namespace {

using text::Phrase;

bool reads_as_formula(std::string_view field) {
  for (const std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
    if (field.starts_with(sign)) return true;
  return false;
}

class Rows {
 public:
  Rows(const Report& report, std::ostream& out) : report_(report), out_(out) { out_ << "\xEF\xBB\xBF"; }

  void row(std::initializer_list<std::string_view> fields) {
    std::size_t written = 0;
    for (const auto field : fields) put(field, written++);
    for (; written < columns; ++written) put({}, written);
    out_ << "\r\n";
  }

  void header() {
    const auto say = [&](const char* english, const char* chinese) {
      return Phrase{english, chinese}.in(report_.language);
    };
    row({say("verdict", "结论"), say("since baseline", "较基线"), say("severity", "级别"), say("rule", "规则"),
         say("duty", "职责"), say("source", "依据"), say("owner", "责任单位"), say("what", "对象"),
         say("trigger", "触发"), say("trigger time", "触发时间"), say("deadline", "截止"), say("response", "回应时间"),
         say("overdue", "逾期"), say("reason", "说明"), say("waiver", "豁免"), say("where", "出处"),
         say("fingerprint", "指纹")});
  }

  void finding(const check::Finding& finding) {
    const auto& findings = report_.findings;
    const auto& context = findings.rules[finding.rule];
    const auto entry = entry_of(report_, finding);
    const auto& events = report_.log.events;
    const std::string trigger =
        finding.trigger == check::none ? std::string() : events.types().at(events.type(finding.trigger));
    row({entry.verdict, entry.change, title(context.rule->severity).in(report_.language), context.rule->id,
         context.rule->title.in(report_.language), citation_of(report_, context), context.rule->owner, entry.subject,
         trigger, entry.trigger, entry.deadline, entry.response, entry.overdue, entry.reason, entry.waiver, entry.place,
         check::fingerprint(finding, findings, report_.log)});
  }

  /// A row that is no finding.
  void other(const Phrase& verdict, const std::string& rule, const std::string& duty, const Phrase& reason,
             const std::string& place) {
    row({verdict.in(report_.language), "", "", rule, duty, "", "", "", "", "", "", "", "", reason.in(report_.language),
         "", place});
  }

 private:
  static constexpr std::size_t columns = 17;

  void put(std::string_view field, std::size_t column) {
    if (column > 0) out_ << ',';
    out_ << '"';
    const auto safe = text::plain(field);
    if (reads_as_formula(safe)) out_ << '\'';
    for (const char c : safe) {
      if (c == '"') out_ << '"';
      out_ << c;
    }
    out_ << '"';
  }

  const Report& report_;
  std::ostream& out_;
};

}  // namespace

void write_csv(const Report& report, std::ostream& out) {
  Rows rows(report, out);
  rows.header();
  for (const auto& finding : report.findings.all) rows.finding(finding);
  const Phrase unread{"not read", "未读取"};
  for (const auto& rejection : report.log.rejections) {
    const auto place = log::place_of(report.log.events.origins()[rejection.origin], rejection.where());
    rows.other(unread, "", "", rejection_of(report, rejection), place.in(report.language));
  }
  for (const auto& what : report.unread) rows.other(unread, "", "", what, "");
  for (const auto& context : report.findings.rules)
    if (!context.judged)
      rows.other({"not judged", "未作判定"}, context.rule->id, context.rule->title.in(report.language),
                 {"no ledger given records what it is about", "所给台账都不记录其所涉事项"}, "");
}

}  // namespace shixian::report
