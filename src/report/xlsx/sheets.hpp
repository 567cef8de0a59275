// The sheets of the workbook, one function each.
#pragma once

#include "report/report.hpp"
#include "report/xlsx/book.hpp"

namespace shixian::report::xlsx {

/// The workbook of a report. Where it could not be written, the stream is bad afterwards.
void write(const Report& report, const Limits& limits, std::ostream& out);

Sheet begin_about(Book& book);
/// Last of all, for it tells what the others had to leave out.
void write_about(const Report& report, Book& book, Sheet sheet);
void write_summary(const Report& report, Book& book);
void write_violations(const Report& report, Book& book);
void write_open(const Report& report, Book& book);
void write_undetermined(const Report& report, Book& book);
void write_waived(const Report& report, Book& book);
void write_data_quality(const Report& report, Book& book);
void write_rules(const Report& report, Book& book);

/// Colour of a verdict.
Style style_of(check::Verdict verdict);

}  // namespace shixian::report::xlsx
