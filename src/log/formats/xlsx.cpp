// Excel workbooks (.xlsx, .xlsm), also those that WPS and other programs write: ISO/IEC 29500, streamed.
#include <fmt/ranges.h>
#include <algorithm>
#include <charconv>

#include "log/formats/format.hpp"
#include "log/mapping/pattern.hpp"
#include "log/xlsx/sheet.hpp"
#include "text/cell.hpp"
#include "text/suggest.hpp"

namespace shixian::log {

namespace {

/// Chooses among the sheets of one workbook.
class Opening {
 public:
  Opening(const LedgerFile& file, std::shared_ptr<const Workbook> book, const Mapping& mapping, text::Diagnostics& out)
      : file_(file), book_(std::move(book)), mapping_(mapping), out_(out) {}

  std::vector<std::unique_ptr<Sheet>> operator()() {
    std::vector<std::unique_ptr<XlsxSheet>> chosen;
    for (const auto& sheet : wanted())
      if (auto opened = open(*sheet)) chosen.push_back(std::move(opened));
    if (mapping_.sheets.empty() && chosen.size() != 1 && out_.errors() == before_) keep_the_one(chosen);
    std::vector<std::unique_ptr<Sheet>> sheets;
    for (auto& sheet : chosen) {
      finish(*sheet);
      sheets.push_back(std::move(sheet));
    }
    return sheets;
  }

 private:
  std::string names() const {
    std::vector<std::string> all;
    for (const auto& sheet : book_->sheets) all.push_back(sheet.name);
    return fmt::format("{}", fmt::join(all, ", "));
  }

  std::vector<const WorkbookSheet*> wanted() {
    std::vector<const WorkbookSheet*> all;
    for (const auto& sheet : book_->sheets) all.push_back(&sheet);
    if (mapping_.sheets.empty()) return all;
    std::vector<const WorkbookSheet*> named;
    for (const auto& name : mapping_.sheets) {
      const auto before = named.size();
      for (const auto* sheet : all)
        if (text::folded(sheet->name) == text::folded(name.text)) named.push_back(sheet);
      std::size_t number = 0;
      const auto [end, error] = std::from_chars(name.text.data(), name.text.data() + name.text.size(), number);
      if (named.size() == before && error == std::errc{} && *end == '\0' && number > 0 && number <= all.size())
        named.push_back(all[number - 1]);
      if (named.size() == before)
        for (const auto* sheet : all)
          if (matches(name.text, sheet->name)) named.push_back(sheet);
      if (named.size() == before) no_sheet(name);
    }
    std::vector<const WorkbookSheet*> once;
    for (const auto* sheet : named)
      if (std::find(once.begin(), once.end(), sheet) == once.end()) once.push_back(sheet);
    return once;
  }

  void no_sheet(const Named& name) {
    std::vector<std::string> all;
    for (const auto& sheet : book_->sheets) all.push_back(sheet.name);
    auto help = text::phrase("its sheets are: {}", "它的工作表有：{}", names());
    if (const auto near = text::nearest(name.text, all))
      help = text::phrase("did you mean '{0}'? {1}", "是否想写“{0}”？{2}", *near, help.english, help.chinese);
    out_.error(text::Code::bad_log, name.place,
               text::phrase("'{}' has no sheet '{}'", "“{}”没有工作表“{}”", file_.name(), name.text))
        .with_help(std::move(help));
  }

  std::unique_ptr<XlsxSheet> open(const WorkbookSheet& sheet) {
    auto opened = std::make_unique<XlsxSheet>(book_, sheet);
    if (const auto failure = opened->begin(mapping_); failure && opened->header.empty()) {
      fail(sheet.name, *failure);
      return nullptr;
    }
    if (!opened->header.empty()) return opened;
    if (!mapping_.sheets.empty()) fail(sheet.name, no_header());
    return nullptr;
  }

  text::Phrase no_header() const {
    if (mapping_.header.first > 0)
      return text::phrase("row {0}, where the mapping says that the header stands, is empty or not there",
                          "映射写明标题行在第 {0} 行，但该行是空的或不存在", mapping_.header.first);
    return {"the sheet is empty: a ledger starts with a header that names its columns",
            "工作表是空的：台账的第一行应是列名"};
  }

  /// Where no sheet is named: the only one that is shown, or the only one that has all columns of the mapping.
  void keep_the_one(std::vector<std::unique_ptr<XlsxSheet>>& sheets) {
    if (sheets.empty()) {
      out_.error(text::Code::bad_log, {},
                 text::phrase("'{}' is empty: a ledger starts with a header that names its columns",
                              "“{}”是空的：台账的第一行应是列名", file_.name()));
      return;
    }
    const auto columns = columns_named(mapping_);
    std::vector<std::size_t> shown, fitting;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      if (!sheets[i]->hidden()) shown.push_back(i);
      if (sheets[i]->has_all(columns)) fitting.push_back(i);
    }
    const auto& one = shown.size() == 1 ? shown : fitting;
    if (one.size() != 1) {
      out_.error(text::Code::bad_log, {},
                 text::phrase("'{}' has several sheets, and nothing says which is the ledger: {}",
                              "“{}”有多个工作表，没有写明哪个是台账：{}", file_.name(), names()))
          .with_help(fitting.empty() ? lacking(sheets, columns) : several(sheets, fitting));
      sheets.clear();
      return;
    }
    for (std::size_t i = 0; i < sheets.size(); ++i)
      if (i != one.front()) warn_of_left_out(*sheets[i], columns);
    auto kept = std::move(sheets[one.front()]);
    sheets.clear();
    sheets.push_back(std::move(kept));
  }

  /// A sheet that has columns of the mapping may be part of the ledger: a shown one with some, a hidden one with all.
  void warn_of_left_out(const XlsxSheet& sheet, const std::vector<Named>& columns) {
    std::vector<std::string> lacking;
    for (const auto& column : columns)
      if (!sheet.has_all({column})) lacking.push_back(column.text);
    const text::Phrase how{"'sheet:' in the mapping says which sheets are meant", "映射中的“sheet:”可写明读哪些工作表"};
    if (sheet.hidden()) {
      if (!lacking.empty() || columns.empty()) return;
      out_.warning(text::Code::bad_log, {},
                   text::phrase("'{0}!{1}' is not read: it is hidden, though it has all columns of the mapping",
                                "没有读取“{0}!{1}”：它是隐藏的工作表，却有映射的全部列", file_.name(), sheet.name))
          .with_help(how);
      return;
    }
    if (lacking.size() == columns.size()) return;
    out_.warning(text::Code::bad_log, {},
                 text::phrase("'{0}!{1}' is not read: it does not have {2}", "没有读取“{0}!{1}”：其中没有列{3}",
                              file_.name(), sheet.name, fmt::format("'{}'", fmt::join(lacking, "', '")),
                              fmt::format("“{}”", fmt::join(lacking, "”、“"))))
        .with_help({"if it is part of the ledger, correct its header; " + how.english,
                    "如它也是台账，请更正其列名；" + how.chinese});
  }

  static text::Phrase name_one() {
    return {"write 'sheet: NAME' in the mapping, a list of names, or 'sheet: \"*\"' for all of them",
            "请在映射中写“sheet: 工作表名”、名称的列表，或用“sheet: \"*\"”表示全部"};
  }

  static text::Phrase several(const std::vector<std::unique_ptr<XlsxSheet>>& sheets,
                              const std::vector<std::size_t>& fitting) {
    std::vector<std::string> all;
    for (const auto i : fitting) all.push_back(sheets[i]->name);
    const auto how = name_one();
    return {fmt::format("these have all columns of the mapping: {}; {}", fmt::join(all, ", "), how.english),
            fmt::format("含有映射全部列的有：{}；{}", fmt::join(all, "、"), how.chinese)};
  }

  /// What the sheet lacks that has the most columns of the mapping: perhaps a misspelt name.
  static text::Phrase lacking(const std::vector<std::unique_ptr<XlsxSheet>>& sheets,
                              const std::vector<Named>& columns) {
    const auto lacks = [&](const XlsxSheet& sheet) {
      std::vector<std::string> names;
      for (const auto& column : columns)
        if (!sheet.has_all({column}) && std::find(names.begin(), names.end(), column.text) == names.end())
          names.push_back(column.text);
      return names;
    };
    const auto& best = **std::min_element(sheets.begin(), sheets.end(), [&](const auto& a, const auto& b) {
      return lacks(*a).size() < lacks(*b).size();
    });
    text::Phrase missing;
    for (const auto& name : lacks(best)) {
      const auto near = text::nearest(name, best.header);
      missing.english += (missing.empty() ? "'" : ", '") + name + "'";
      missing.chinese += (missing.chinese.empty() ? "“" : "、“") + name + "”";
      if (!near) continue;
      missing.english += fmt::format(" (did you mean '{}'?)", *near);
      missing.chinese += fmt::format("（是否想写“{}”？）", *near);
    }
    const auto how = name_one();
    return {fmt::format("'{}' has the most columns of the mapping, but lacks {}; correct them, or {}", best.name,
                        missing.english, how.english),
            fmt::format("“{}”含有映射的列最多，但缺少{}；请更正列名，或{}", best.name, missing.chinese,
                        how.chinese.substr(std::string_view("请").size()))};
  }

  void finish(XlsxSheet& sheet) {
    sheet.merges = sheet.merges_of_part();
    std::erase_if(sheet.merges, [&](const Merge& merge) { return merge.last_row <= sheet.header_row; });
    const auto number =
        1 + static_cast<std::size_t>(std::find_if(book_->sheets.begin(), book_->sheets.end(),
                                                  [&](const auto& one) { return one.part == sheet.part(); }) -
                                     book_->sheets.begin());
    sheet.description = {"XLSX", "XLSX"};
    if (book_->sheets.size() > 1)
      sheet.description =
          text::phrase("XLSX, sheet {} of {}", "XLSX，第 {} 个工作表（共 {} 个）", number, book_->sheets.size());
    if (sheet.hidden()) {
      sheet.description.english += ", hidden";
      sheet.description.chinese += "，已隐藏";
    }
  }

  void fail(const std::string& sheet, const text::Phrase& reason) {
    out_.error(text::Code::bad_log, {},
               {fmt::format("'{}!{}': {}", file_.name(), sheet, reason.english),
                fmt::format("“{}!{}”：{}", file_.name(), sheet, reason.chinese)});
  }

  const LedgerFile& file_;
  std::shared_ptr<const Workbook> book_;
  const Mapping& mapping_;
  text::Diagnostics& out_;
  std::size_t before_ = out_.errors();
};

std::vector<std::unique_ptr<Sheet>> open(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
  text::Phrase why, remedy;
  const auto book = read_workbook(file.whole(), why, remedy);
  if (book) return Opening(file, book, mapping, out)();
  out.error(text::Code::bad_log, {},
            {fmt::format("'{}' cannot be read: {}", file.name(), why.english),
             fmt::format("“{}”不能读取：{}", file.name(), why.chinese)})
      .with_help(std::move(remedy));
  return {};
}

bool recognises(LedgerFile& file) {
  return file.start().starts_with("PK\x03\x04") || file.start().starts_with("PK\x05\x06");
}

}  // namespace

namespace formats {
extern const Format xlsx{"xlsx", &recognises, &open};
}  // namespace formats

}  // namespace shixian::log
