// A table of cases for an annual report: how many came in, what became of them, how many go over to the next year.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rule/rule.hpp"
#include "text/diagnostic.hpp"
#include "text/document.hpp"
#include "text/shape.hpp"

namespace shixian::rule {

/// The columns, and the lines for what became of a case, that a table can have.
inline constexpr std::size_t most_lines = 60;

/// The form of a table: one line for the cases of the year, one for those of years before, one for each outcome, the
/// sum of these, and one for what is still open.
struct CaseTable {
  struct Line {
    text::Phrase group;  ///< what it stands under; empty: nothing
    text::Phrase title;
    EventPattern pattern;  ///< of an outcome: which closing events; of a column: which opening ones
  };
  text::Phrase title;
  text::Phrase source;            ///< where the form is laid down
  std::optional<int> first_year;  ///< for which it holds
  time::Zone zone = time::Zone::utc();
  std::vector<std::string> same;                  ///< what the events of one case have in common
  std::vector<std::string> opened_by, closed_by;  ///< event types
  text::Place opened_by_place, closed_by_place;
  std::vector<Domain> domains;
  std::vector<Line> columns;   ///< the first that fits is that of a case
  std::vector<Line> outcomes;  ///< likewise
  text::Phrase received, carried_over, total, carried_forward;
  text::Phrase all_columns;
  text::Place place;
};

/// A table file → the form:
///     shixian-table: 1
///     title: {zh: …, en: …}
///     source: 国办公开办函〔2021〕30号
///     first-year: 2021
///     time-zone: Asia/Shanghai
///     same: [request]
///     opened-by: request.received
///     closed-by: [request.replied, request.closed, request.withdrawn]
///     attributes: {kind: {one-of: [自然人, 法人]}}
///     columns:
///     - {title: 自然人, where: 'kind == "自然人"'}
///     all-columns: 总计
///     received: 一、本年新收
///     carried-over: 二、上年结转
///     outcomes:
///     - {title: （一）予以公开, where: 'outcome == "予以公开"'}
///     - title: （三）不予公开
///       outcomes:
///       - {title: 1.属于国家秘密, event: request.replied, where: 'outcome == "国家秘密"'}
///     total: （七）总计
///     carried-forward: 四、结转下年度继续办理
/// An outcome without `event` is of any closing event. No two lines of outcomes, and no two columns, have one title.
/// nullopt ⇔ errors were added.
std::optional<CaseTable> read_case_table(const text::Document& document, text::Diagnostics& out);

/// The keys of such a file, for reading, translating and the schema.
const text::Shape& case_table_shape();

}  // namespace shixian::rule
