#include "workbook.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace shixian::tests {

namespace {

std::string escaped(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 2, "\\n") == 0) {
      result += "\n";
      ++at;
    } else if (text[at] == '&') {
      result += "&amp;";
    } else if (text[at] == '<') {
      result += "&lt;";
    } else if (text[at] == '"') {
      result += "&quot;";
    } else {
      result += text[at];
    }
  }
  return result;
}

struct Sheet {
  std::string name;
  bool hidden = false;
  std::map<unsigned, std::map<unsigned, std::string>> rows;  // XML of cells by row and column
  std::map<unsigned, bool> hidden_rows;
  std::vector<std::string> merges;
};

class Book {
 public:
  void line(const std::string& written) {
    std::istringstream words(written);
    std::string first;
    words >> first;
    const auto rest = [&] {
      std::string text;
      std::getline(words >> std::ws, text);
      return text;
    };
    if (first == "dates") {
      date1904_ = rest() == "1904";
    } else if (first == "sheet") {
      auto name = rest();
      const bool hidden = name.ends_with(" hidden");
      if (hidden) name.resize(name.size() - 7);
      sheets_.push_back({name, hidden, {}, {}, {}});
    } else if (first == "merge") {
      sheets_.back().merges.push_back(rest());
    } else if (first == "row") {
      unsigned row = 0;
      words >> row;
      sheets_.back().hidden_rows[row] = true;
      sheets_.back().rows[row];
    } else {
      cell(first, rest());
    }
  }

  std::map<std::string, std::string> parts() const {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    std::string listed, pointers, types;
    std::map<std::string, std::string> parts;
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      const auto part = fmt::format("worksheets/sheet{}.xml", i + 1);
      listed += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"{}/>", escaped(sheets_[i].name), i + 1,
                            i + 1, sheets_[i].hidden ? " state=\"hidden\"" : "");
      pointers += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/worksheet\" Target=\"{}\"/>", i + 1, kinds, part);
      parts["xl/" + part] = head + sheet(sheets_[i], main);
    }
    pointers += fmt::format(
        "<Relationship Id=\"s\" Type=\"{0}/styles\" Target=\"styles.xml\"/><Relationship Id=\"t\" "
        "Type=\"{0}/sharedStrings\" Target=\"sharedStrings.xml\"/>",
        kinds);
    parts["[Content_Types].xml"] =
        head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    parts["_rels/.rels"] =
        head + relations +
        fmt::format("<Relationship Id=\"w\" Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                    kinds);
    parts["xl/workbook.xml"] =
        head + fmt::format("<workbook xmlns=\"{}\" xmlns:r=\"{}\"><workbookPr{}/><sheets>{}</sheets></workbook>", main,
                           kinds, date1904_ ? " date1904=\"1\"" : "", listed);
    parts["xl/_rels/workbook.xml.rels"] = head + relations + pointers + "</Relationships>";
    std::string codes, formats = "<xf numFmtId=\"0\"/>";
    for (std::size_t i = 0; i < formats_.size(); ++i) {
      const bool built_in = formats_[i].size() <= 2 && formats_[i].find_first_not_of("0123456789") == std::string::npos;
      const auto id = built_in ? formats_[i] : std::to_string(200 + i);
      if (!built_in) codes += fmt::format("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", id, escaped(formats_[i]));
      formats += fmt::format("<xf numFmtId=\"{}\"/>", id);
    }
    parts["xl/styles.xml"] = head + fmt::format(
                                        "<styleSheet xmlns=\"{}\"><numFmts>{}</numFmts><cellStyleXfs><xf "
                                        "numFmtId=\"14\"/></cellStyleXfs><cellXfs>{}</cellXfs></styleSheet>",
                                        main, codes, formats);
    std::string texts;
    for (const auto& text : texts_) texts += "<si><t xml:space=\"preserve\">" + escaped(text) + "</t></si>";
    parts["xl/sharedStrings.xml"] = head + fmt::format("<sst xmlns=\"{}\">{}</sst>", main, texts);
    return parts;
  }

 private:
  template <class List>
  static std::size_t number_of(List& list, const std::string& text) {
    const auto found = std::find(list.begin(), list.end(), text);
    if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
    list.push_back(text);
    return list.size() - 1;
  }

  void cell(const std::string& name, const std::string& content) {
    unsigned column = 0;
    std::size_t at = 0;
    for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z'; ++at)
      column = column * 26 + static_cast<unsigned>(name[at] - 'A' + 1);
    if (column == 0 || at == name.size()) throw std::runtime_error("no cell: " + name);
    const auto row = static_cast<unsigned>(std::stoul(name.substr(at)));
    const auto blank = content.find(' ');
    const auto kind = content.substr(0, blank);
    const auto value = blank == std::string::npos ? "" : content.substr(blank + 1);
    auto& xml = sheets_.back().rows[row][column];
    if (kind == "inline") {
      xml = fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", name, escaped(value));
    } else if (kind == "cached") {
      xml = fmt::format("<c r=\"{}\" t=\"str\"><f>A1</f><v>{}</v></c>", name, escaped(value));
    } else if (kind == "number") {
      const auto end = value.find(' ');
      const auto format = end == std::string::npos ? 0 : number_of(formats_, value.substr(end + 1)) + 1;
      xml = fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", name, format, value.substr(0, end));
    } else if (kind == "truth") {
      xml = fmt::format("<c r=\"{}\" t=\"b\"><v>{}</v></c>", name, value);
    } else if (kind == "error") {
      xml = fmt::format("<c r=\"{}\" t=\"e\"><v>{}</v></c>", name, value);
    } else if (kind == "unsaved") {  // as openpyxl writes a formula
      xml = fmt::format("<c r=\"{}\"><f>{}</f><v></v></c>", name, escaped(value));
    } else if (kind == "formula") {
      xml = fmt::format("<c r=\"{}\"><f>{}</f></c>", name, escaped(value));
    } else {
      xml = fmt::format("<c r=\"{}\" t=\"s\"><v>{}</v></c>", name, number_of(texts_, content));
    }
  }

  static std::string sheet(const Sheet& sheet, const std::string& main) {
    std::string rows, merges;
    for (const auto& [number, cells] : sheet.rows) {
      rows += fmt::format("<row r=\"{}\"{}>", number, sheet.hidden_rows.contains(number) ? " hidden=\"1\"" : "");
      for (const auto& [column, xml] : cells) rows += xml;
      rows += "</row>";
    }
    for (const auto& merge : sheet.merges) merges += "<mergeCell ref=\"" + merge + "\"/>";
    if (!merges.empty()) merges = "<mergeCells>" + merges + "</mergeCells>";
    return fmt::format("<worksheet xmlns=\"{}\"><sheetData>{}</sheetData>{}</worksheet>", main, rows, merges);
  }

  bool date1904_ = false;
  std::vector<Sheet> sheets_;
  std::vector<std::string> texts_, formats_;
};

}  // namespace

std::map<std::string, std::string> workbook_parts(const std::string& description) {
  Book book;
  std::istringstream lines(description);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) book.line(line);
  return book.parts();
}

std::string zipped(const std::map<std::string, std::string>& parts, bool packed) {
  zip_error_t error;
  zip_error_init(&error);
  auto* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
  auto* archive = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (!archive) throw std::runtime_error("no archive");
  zip_source_keep(memory);
  for (const auto& [name, content] : parts) {
    const auto part = zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0),
                                   ZIP_FL_ENC_UTF_8);
    if (part >= 0 && !packed) zip_set_file_compression(archive, static_cast<zip_uint64_t>(part), ZIP_CM_STORE, 0);
  }
  zip_close(archive);
  std::string bytes;
  if (zip_source_open(memory) == 0) {
    zip_source_seek(memory, 0, SEEK_END);
    bytes.resize(static_cast<std::size_t>(zip_source_tell(memory)));
    zip_source_seek(memory, 0, SEEK_SET);
    zip_source_read(memory, bytes.data(), bytes.size());
    zip_source_close(memory);
  }
  zip_source_free(memory);
  return bytes;
}

}  // namespace shixian::tests
