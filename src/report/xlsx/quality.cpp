// What could not be read of the ledgers, and what looks wrong in them.
#include <algorithm>

#include "log/place.hpp"
#include "report/entry.hpp"
#include "report/xlsx/link.hpp"
#include "report/xlsx/sheets.hpp"

namespace shixian::report::xlsx {

namespace {

using text::Phrase;

class Quality {
 public:
  Quality(const Report& report, Book& book)
      : report_(report),
        book_(book),
        links_(report),
        sheet_(Sheet::list(book, {"Data quality", "数据质量"},
                           {{{"no.", "序号"}, 6},
                            {{"kind", "类别"}, 24},
                            {{"source file", "来源文件"}, 24},
                            {{"sheet", "工作表"}, 14},
                            {{"row", "行"}, 8},
                            {{"row or cell", "行或单元格"}, 12},
                            {{"column", "列"}, 18},
                            {{"what stands there", "内容"}, 40},
                            {{"why, and what to do", "原因与处理"}, 60},
                            {{"number", "数量"}, 8},
                            {{"where else", "其他出处"}, 40}})) {}

  void write() {
    for (const auto& what : report_.unread) unread(what);
    for (const auto& rejection : report_.log.rejections) rejected(rejection);
    for (const auto& remark : report_.remarks) remarked(remark);
    sheet_.end();
  }

 private:
  void begin(const Phrase& kind, Style style) {
    sheet_.next_row();
    sheet_.number(static_cast<double>(sheet_.rows()));
    sheet_.text(book_.say(kind), style);
  }

  void unread(const Phrase& what) {
    begin({"ledger not read", "台账未读取"}, Style::red);
    for (int i = 0; i < 6; ++i) sheet_.blank();
    sheet_.text(book_.say(what));
    sheet_.number(1);
    sheet_.blank();
  }

  void rejected(const log::Rejection& rejection) {
    const auto& origin = report_.log.events.origins()[rejection.origin];
    begin(rejection.column.empty() ? Phrase{"row not read", "行未读取"} : Phrase{"cell not read", "单元格未读取"},
          Style::red);
    place(origin, rejection.where());
    sheet_.text(rejection.column);
    sheet_.text(rejection.text);
    sheet_.text(book_.say(rejection.reason));
    sheet_.number(1);
    sheet_.blank();
  }

  void remarked(const check::Remark& remark) {
    begin(remark.title, Style::amber);
    if (remark.at.empty())
      for (int i = 0; i < 4; ++i) sheet_.blank();
    else
      place(report_.log.events.origins()[report_.log.events.where(remark.at.front()).origin],
            report_.log.events.where(remark.at.front()));
    sheet_.blank();
    sheet_.blank();
    sheet_.text(book_.say(remark.what));
    sheet_.number(static_cast<double>(remark.count));
    std::vector<std::string> others;
    for (std::size_t i = 1; i < remark.at.size(); ++i) others.push_back(place_of(report_, remark.at[i]));
    sheet_.lines(others);
  }

  void place(const log::Origin& origin, const log::Where& where) {
    sheet_.text(origin.file);
    sheet_.text(origin.sheet);
    sheet_.number(where.row);
    const auto cell = where.column > 0 ? log::cell_of(origin, where) : std::string();
    sheet_.link(cell.empty() ? std::to_string(where.row) : cell, links_.to(where));
  }

  const Report& report_;
  Book& book_;
  Links links_;
  Sheet sheet_;
};

}  // namespace

void write_data_quality(const Report& report, Book& book) { Quality(report, book).write(); }

}  // namespace shixian::report::xlsx
