#include "log/xlsx/workbook.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "log/parse/records.hpp"
#include "log/parse/xml.hpp"

namespace shixian::log {

namespace {

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class BookReader final : public XmlReader {
 public:
  struct Listed {
    std::string name, relation;
    bool hidden;
  };
  std::vector<Listed> sheets;
  bool date1904 = false;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "sheet")
      sheets.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                        attributes.get("state").ends_with("idden")});
    if (name != "workbookPr") return;
    const auto flag = attributes.get("date1904");
    date1904 = flag == "1" || flag == "true" || flag == "on";
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

class StyleReader final : public XmlReader {
 public:
  std::vector<NumberFormat> formats;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") codes_[number(attributes.get("numFmtId"))] = attributes.get("formatCode");
    if (name == "cellXfs") cells_ = true;
    if (name != "xf" || !cells_) return;
    const auto id = number(attributes.get("numFmtId"));
    const auto code = codes_.find(id);
    formats.push_back(code == codes_.end() ? built_in_number_format(id) : number_format(code->second));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") cells_ = false;
  }
  void text(std::string_view) override {}

 private:
  std::map<std::uint32_t, std::string> codes_;
  bool cells_ = false;
};

/// Runs of rich text are joined; how it is to be pronounced is left out.
class StringReader final : public XmlReader {
 public:
  explicit StringReader(SharedStrings& strings) : strings_(strings) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") phonetic_ = true;
    if (name == "t") inside_ = !phonetic_;
  }
  void end(std::string_view name) override {
    if (name == "si") strings_.add(text_.size() > longest_cell ? text_ : without_escapes(text_));
    if (name == "rPh") phonetic_ = false;
    if (name == "t") inside_ = false;
  }
  void text(std::string_view piece) override {
    if (inside_ && text_.size() <= longest_cell) text_ += piece;  // so much is a fault of the cells that share it
  }

 private:
  SharedStrings& strings_;
  std::string text_;
  bool inside_ = false, phonetic_ = false;
};

const Relation* find(const std::vector<Relation>& relations, std::string_view type) {
  const auto found =
      std::find_if(relations.begin(), relations.end(), [&](const auto& one) { return one.type == type; });
  return found == relations.end() ? nullptr : &*found;
}

std::optional<text::Phrase> read_part(const Package& package, const std::string& part, XmlReader& reader) {
  auto failure = read_xml(*package.pieces(part), reader);
  if (failure)
    failure =
        text::Phrase{fmt::format("{} ({})", failure->english, part), fmt::format("{}（{}）", failure->chinese, part)};
  return failure;
}

/// What a ZIP archive is that is no workbook.
void name_other(const Package& package, text::Phrase& why, text::Phrase& remedy) {
  const text::Phrase save_as{"open it and save it as .xlsx or as CSV", "请打开后另存为 .xlsx 或 CSV"};
  if (package.has("xl/workbook.bin")) {
    why = {"it is a binary Excel workbook (.xlsb)", "这是二进制 Excel 工作簿（.xlsb）"};
    remedy = save_as;
  } else if (package.has("word/document.xml")) {
    why = {"it is a Word document (.docx)", "这是 Word 文档（.docx）"};
    remedy = {"copy its table to a sheet and save that as .xlsx", "请把其中的表格复制到工作表，另存为 .xlsx"};
  } else if (package.has("content.xml")) {
    why = {"it is an OpenDocument file (.ods)", "这是 OpenDocument 文件（.ods）"};
    remedy = save_as;
  } else {
    why = {"it is a ZIP archive and no Excel workbook", "这是 ZIP 压缩包，不是 Excel 工作簿"};
    remedy = {"unpack it, and give the ledger that is in it", "请解压，给出其中的台账"};
  }
}

std::optional<text::Phrase> read(Workbook& book, const std::string& part) {
  text::Phrase why;
  BookReader reader;
  if (auto failure = read_part(*book.package, part, reader)) return failure;
  book.date1904 = reader.date1904;
  const auto relations = book.package->relations(part, why);
  if (!why.empty()) return why;
  for (const auto& listed : reader.sheets)
    for (const auto& relation : relations)
      if (relation.id == listed.relation && relation.type == "worksheet")
        book.sheets.push_back({listed.name, relation.part, listed.hidden});
  if (const auto* styles = find(relations, "styles")) {
    StyleReader style_reader;
    if (auto failure = read_part(*book.package, styles->part, style_reader)) return failure;
    book.formats = std::move(style_reader.formats);
  }
  if (const auto* strings = find(relations, "sharedStrings")) {
    StringReader string_reader(book.strings);
    if (auto failure = read_part(*book.package, strings->part, string_reader)) return failure;
  }
  return std::nullopt;
}

}  // namespace

std::string_view SharedStrings::at(std::size_t index) const {
  const auto begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(texts_).substr(begin, ends_[index] - begin);
}

void SharedStrings::add(std::string_view text) {
  texts_ += text;
  ends_.push_back(texts_.size());
}

std::shared_ptr<const Workbook> read_workbook(std::string_view bytes, text::Phrase& why, text::Phrase& remedy) {
  auto book = std::make_shared<Workbook>();
  remedy = {"open it in Excel or WPS and save it again, or fetch it anew",
            "请在 Excel 或 WPS 中打开后重新保存，或重新获取"};
  book->package = Package::open(bytes, why);
  if (!book->package) return nullptr;
  const auto relations = book->package->relations("", why);
  if (!why.empty()) return nullptr;
  const auto* main = find(relations, "officeDocument");
  const bool workbook = main && book->package->has(main->part) && !main->part.ends_with(".bin") &&
                        main->part.find("document.xml") == std::string::npos;
  if (!workbook) {
    name_other(*book->package, why, remedy);
    return nullptr;
  }
  if (auto failure = read(*book, main->part)) {
    why = std::move(*failure);
    return nullptr;
  }
  return book;
}

std::string without_escapes(std::string_view text) {
  constexpr std::size_t size = 7;
  std::string plain;
  for (;;) {
    const auto start = std::min(text.find("_x"), text.size());
    plain += text.substr(0, start);
    text.remove_prefix(start);
    if (text.empty()) return plain;
    std::uint32_t code = 0;
    const bool closed = text.size() >= size && text[size - 1] == '_';
    const auto [end, error] =
        closed ? std::from_chars(text.data() + 2, text.data() + 6, code, 16) : std::from_chars_result{};
    const bool stands_for_one = closed && error == std::errc{} && end == text.data() + 6 && code < 0x80;
    plain.push_back(stands_for_one ? static_cast<char>(code) : '_');
    text.remove_prefix(stands_for_one ? size : 1);
  }
}

}  // namespace shixian::log
