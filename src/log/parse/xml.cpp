#include "log/parse/xml.hpp"

#include <expat.h>

#include <memory>

namespace shixian::log {

namespace {

constexpr int deepest = 256;

std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

/// Whether an element is a choice that only programs with some extension understand (`mc:Choice`, ECMA-376 part 3); the
/// fallback beside it is read.
bool is_choice(std::string_view name) { return name.ends_with(":Choice"); }

struct State {
  XML_Parser parser;
  XmlReader& reader;
  int depth = 0;
  int left_out = 0;  // how deep inside an element that is not read

  void stop_if_done() {
    if (reader.enough || reader.refusal) XML_StopParser(parser, XML_FALSE);
  }
};

void on_start(void* data, const char* name, const char** attributes) {
  auto& state = *static_cast<State*>(data);
  if (state.left_out > 0 || is_choice(name)) ++state.left_out;
  if (++state.depth > deepest)
    state.reader.refusal = text::phrase("its elements are nested more than {} deep", "元素嵌套超过 {} 层", deepest);
  else if (state.left_out == 0)
    state.reader.start(local(name), XmlAttributes(attributes));
  state.stop_if_done();
}

void on_end(void* data, const char* name) {
  auto& state = *static_cast<State*>(data);
  --state.depth;
  if (state.left_out > 0)
    --state.left_out;
  else
    state.reader.end(local(name));
  state.stop_if_done();
}

void on_text(void* data, const char* text, int length) {
  auto& state = *static_cast<State*>(data);
  if (state.left_out == 0) state.reader.text({text, static_cast<std::size_t>(length)});
  state.stop_if_done();
}

void on_doctype(void* data, const char*, const char*, const char*, int) {
  auto& state = *static_cast<State*>(data);
  state.reader.refusal = {
      "it declares a document type, which may define texts without bound or point to other files; "
      "such a declaration is not read. Take the <!DOCTYPE …> out",
      "文件含有文档类型声明（<!DOCTYPE …>），可能定义无限膨胀的文字或指向别的文件，不予读取；请删去"};
  XML_StopParser(state.parser, XML_FALSE);
}

text::Phrase ill_formed(XML_Parser parser) {
  const auto line = XML_GetCurrentLineNumber(parser), column = XML_GetCurrentColumnNumber(parser) + 1;
  if (XML_GetErrorCode(parser) == XML_ERROR_NO_ELEMENTS || XML_GetErrorCode(parser) == XML_ERROR_UNCLOSED_TOKEN)
    return text::phrase("its XML is cut short at line {}, column {}", "XML 在第 {} 行第 {} 列处中断", line, column);
  return text::phrase("its XML is damaged at line {0}, column {1} ({2})", "XML 在第 {0} 行第 {1} 列处有错（{2}）", line,
                      column, XML_ErrorString(XML_GetErrorCode(parser)));
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (auto pair = pairs_; *pair != nullptr; pair += 2)
    if (local(pair[0]) == name) return pair[1];
  return {};
}

std::optional<text::Phrase> read_xml(Pieces& pieces, XmlReader& reader) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  State state{parser.get(), reader};
  XML_SetUserData(parser.get(), &state);
  XML_SetElementHandler(parser.get(), &on_start, &on_end);
  XML_SetCharacterDataHandler(parser.get(), &on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), &on_doctype);
  for (;;) {
    const auto piece = pieces.next();
    const auto code = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), piece.empty());
    if (reader.refusal) return reader.refusal;
    if (reader.enough) return std::nullopt;
    if (piece.empty() && pieces.failure) return pieces.failure;
    if (code == XML_STATUS_ERROR) return ill_formed(parser.get());
    if (piece.empty()) return std::nullopt;
  }
}

}  // namespace shixian::log
