// A workbook for auditors: what was found, with columns to fill in that can be read back as waivers (app/waiver_book).
#include "report/xlsx/sheets.hpp"

namespace shixian::report {

void write_xlsx(const Report& report, std::ostream& out) { xlsx::write(report, {}, out); }

namespace xlsx {

Style style_of(check::Verdict verdict) {
  switch (verdict) {
    case check::Verdict::late:
    case check::Verdict::missing:
    case check::Verdict::breached:
      return Style::red;
    case check::Verdict::undetermined:
      return Style::amber;
    case check::Verdict::pending:
      return Style::blue;
    case check::Verdict::waived:
      return Style::grey;
    case check::Verdict::met:
      break;
  }
  return Style::green;
}

void write(const Report& report, const Limits& limits, std::ostream& out) {
  Book book(report.language, report.findings.as_of, limits);
  auto about = begin_about(book);
  write_summary(report, book);
  write_violations(report, book);
  write_open(report, book);
  write_undetermined(report, book);
  write_waived(report, book);
  write_data_quality(report, book);
  write_rules(report, book);
  write_about(report, book, std::move(about));
  book.finish(out);
}

}  // namespace xlsx

}  // namespace shixian::report
