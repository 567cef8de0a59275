#include "log/parse/xes.hpp"

#include <algorithm>

#include "log/parse/records.hpp"
#include "log/rows/cell.hpp"
#include "text/cell.hpp"

namespace shixian::log {

namespace {

constexpr char between = '\n';  // the namespace and the name of an element

std::string_view local_name(std::string_view element) { return element.substr(element.rfind(between) + 1); }

/// Without a namespace or in one of XES's: http://www.xes-standard.org/, http://code.deckfour.org/xes.
bool is_log(std::string_view element) {
  if (local_name(element) != "log") return false;
  const auto space = text::lower_case(std::string(element.substr(0, element.size() - std::string_view("log").size())));
  return space.empty() || space.find("xes") != space.npos;
}

/// nullptr: the element does not have it.
const char* find(const XML_Char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2)
    if (*attributes == name) return attributes[1];
  return nullptr;
}

text::Phrase what(XML_Error error) {
  switch (error) {
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_PARTIAL_CHAR:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
      return {"the file ends too early; it was probably cut off", "文件过早结束，多半被截断"};
    case XML_ERROR_INVALID_TOKEN:
      return {
          "a character that cannot stand there, such as a bare & or <, or text in another encoding than the file "
          "declares",
          "此处不能有这样的字符，例如未转义的 & 或 <，或文字与文件声明的编码不符"};
    case XML_ERROR_TAG_MISMATCH:
      return {"an end tag that does not belong to the element that is open", "结束标签与未结束的元素不对应"};
    case XML_ERROR_UNDEFINED_ENTITY:
      return {"an entity that is not defined; only &amp; &lt; &gt; &quot; and &apos; are",
              "未定义的实体；只有 &amp; &lt; &gt; &quot; &apos; 可用"};
    case XML_ERROR_DUPLICATE_ATTRIBUTE:
      return {"an attribute that stands twice in one tag", "同一标签中属性重复"};
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
      return {"more text after the end of the log", "日志结束之后还有内容"};
    case XML_ERROR_UNBOUND_PREFIX:
      return {"a prefix of a name that is declared nowhere", "名称的前缀没有声明"};
    case XML_ERROR_UNKNOWN_ENCODING:
    case XML_ERROR_INCORRECT_ENCODING:
      return {"an encoding that cannot be read; save the file as UTF-8", "无法识别的编码；请另存为 UTF-8"};
    default:
      return text::verbatim(XML_ErrorString(error));
  }
}

}  // namespace

bool is_xes(std::string_view start) {
  struct Look {
    XML_Parser parser;
    bool found = false;

    static void element(void* look, const XML_Char* name, const XML_Char**) { static_cast<Look*>(look)->decide(name); }
    static void document_type(void* look, const XML_Char* name, const XML_Char*, const XML_Char*, int) {
      const std::string_view root(name);
      static_cast<Look*>(look)->decide(root.substr(root.rfind(':') + 1));
    }
    void decide(std::string_view root) {
      found = is_log(root);
      XML_StopParser(parser, XML_FALSE);
    }
  };
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreateNS(nullptr, between),
                                                                            &XML_ParserFree);
  if (!parser) return false;
  Look look{parser.get()};
  XML_SetUserData(parser.get(), &look);
  XML_SetStartElementHandler(parser.get(), &Look::element);
  XML_SetStartDoctypeDeclHandler(parser.get(), &Look::document_type);
  XML_Parse(parser.get(), start.data(), static_cast<int>(start.size()), XML_FALSE);
  return look.found;
}

void XesReader::Record::clear() {
  places.clear();
  text.clear();
  fault.reset();
}

void XesReader::Record::wrong(text::Phrase reason) {
  if (!fault) fault = std::move(reason);
}

XesReader::XesReader(Paths& paths, XesSink& sink)
    : parser_(XML_ParserCreateNS(nullptr, between)), paths_(paths), sink_(sink), trace_root_(paths.add_root("case:")) {
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(
      parser_.get(),
      [](void* self, const XML_Char* name, const XML_Char** attributes) {
        static_cast<XesReader*>(self)->start(name, attributes);
      },
      [](void* self, const XML_Char*) { static_cast<XesReader*>(self)->end(); });
  XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<XesReader*>(self)->fail(
        {"it has a document type (<!DOCTYPE …>), which XES does not use and which can hide texts that grow without "
         "end, so it is not read; take it out if it is sound",
         "文件含有文档类型声明（<!DOCTYPE …>），XES "
         "不用它，其中还可能藏有无限膨胀的内容，因此不予读取；确认无误后请将其删除"});
  });
}

bool XesReader::feed(std::string_view piece) {
  constexpr std::size_t step = std::size_t{1} << 20;
  for (; !piece.empty() && !failure; piece.remove_prefix(std::min(step, piece.size()))) {
    parse(piece.substr(0, step), false);
    fed_ += std::min(step, piece.size());
    const auto done = XML_GetCurrentByteIndex(parser_.get());
    if (!failure && done >= 0 && fed_ - static_cast<std::uint64_t>(done) > longest_cell + step)
      failure = text::phrase("what starts in line {} is longer than {} MiB; what stands before it was read",
                             "从第 {} 行开始的内容超过 {} MiB；其前的内容已读取", line(), longest_cell >> 20);
  }
  return !failure;
}

bool XesReader::finish() { return !failure && parse({}, true); }

bool XesReader::parse(std::string_view bytes, bool last) {
  if (XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last) == XML_STATUS_OK) return true;
  const auto reason = what(XML_GetErrorCode(parser_.get()));
  if (!failure)
    failure = text::phrase("the XML is broken at line {0}, column {1}: {2}; what stands before was read",
                           "XML 在第 {0} 行第 {1} 列有错：{3}；其前的内容已读取", line(),
                           XML_GetCurrentColumnNumber(parser_.get()) + 1, reason.english, reason.chinese);
  return false;
}

void XesReader::fail(text::Phrase reason) {
  if (!failure) failure = std::move(reason);
  XML_StopParser(parser_.get(), XML_FALSE);
}

void XesReader::start(std::string_view element, const XML_Char** attributes) {
  if (failure) return;
  if (open_.size() == deepest_xml)
    return fail(text::phrase("elements are nested more than {} deep in line {}; what stands before was read",
                             "元素嵌套超过 {} 层（第 {} 行）；其前的内容已读取", deepest_xml, line()));
  open_.push_back(opened(local_name(element), attributes));
}

XesReader::Level XesReader::opened(std::string_view element, const XML_Char** attributes) {
  if (open_.empty()) return {Kind::log};
  const auto parent = open_.back();
  const bool is_event = element == "event";
  switch (parent.kind) {
    case Kind::log:
      if (element == "trace") return begin_trace();
      if (is_event) return begin_event();
      if (element == "classifier") classifier(attributes);
      return {};
    case Kind::trace:
      if (is_event) return begin_event();
      if (!event_in_trace_) return attribute(trace_, parent, element, attributes);
      late.emplace(traces_, line());
      return {};
    case Kind::event:
      return attribute(event_, parent, element, attributes);
    case Kind::attribute:
      return attribute(event_line_ > 0 ? event_ : trace_, parent, element, attributes);
    case Kind::ignored:
      break;
  }
  if (is_event)
    sink_.reject(line(), "<event>",
                 {"this event stands neither in a trace nor directly in the log, where XES has them",
                  "这个事件既不在案件（trace）中，也不直接在日志（log）中，不合 XES"});
  return {};
}

XesReader::Level XesReader::begin_trace() {
  ++traces_;
  event_in_trace_ = false;
  trace_.clear();
  paths_.begin();
  if (const auto found = late.find(traces_); found != late.end())
    trace_.wrong(text::phrase(
        "an attribute of its trace stands in line {}, behind an event: in XES they stand before "
        "the events, and without it the case is not known",
        "其案件（trace）的属性写在事件之后（第 {} 行）；XES 中应在事件之前，否则无法确定案件", found->second));
  return {Kind::trace, trace_root_};
}

XesReader::Level XesReader::begin_event() {
  event_in_trace_ = true;
  event_line_ = line();
  event_.clear();
  paths_.begin();
  for (const auto& place : trace_.places) paths_.meet(place.node);
  return {Kind::event, Paths::root};
}

XesReader::Level XesReader::attribute(Record& record, const Level& parent, std::string_view element,
                                      const XML_Char** attributes) {
  const auto* key = find(attributes, "key");
  const auto* value = find(attributes, "value");
  const bool is_list = element == "list" || element == "container";
  if (key == nullptr) {
    if (element == "values" && parent.is_list) return parent;
    record.wrong(text::phrase("<{}> in line {} has no key, so that it cannot be told what it means",
                              "第 {1} 行的 <{0}> 没有 key，无法判断其含义", excerpt(element, 40), line()));
    return {};
  }
  auto node = paths_.child(parent.node, key);
  auto times = node == Paths::none ? 0 : paths_.meet(node);
  if (times > 0 && parent.is_list) {
    node = paths_.child(parent.node, fmt::format("{}#{}", key, times + 1));
    times = node == Paths::none ? 0 : paths_.meet(node);
  }
  if (node == Paths::none) {
    record.wrong(text::phrase(
        "the name '{}' cannot be a column: names are at most {} bytes long, and a ledger has at most {} of them",
        "名称“{}”不能作为列：名称最长 {} 字节，一份台账最多 {} 个", excerpt(key, 40), longest_name, most_columns));
    return {};
  }
  if (times > 0) {
    record.wrong(text::phrase("'{}' is named twice in it, so that it cannot be told which value is meant",
                              "其中两次出现“{}”，无法判断以哪个值为准", excerpt(paths_.path(node), 40)));
    return {};
  }
  if (!is_list || (value != nullptr && *value != '\0')) add(record, node, value == nullptr ? "" : value);
  return {Kind::attribute, node, is_list};
}

void XesReader::add(Record& record, std::uint32_t node, std::string_view value) {
  if (value.size() > longest_cell || record.text.size() + value.size() > longest_record)
    return record.wrong(text::phrase("a value is longer than {} MiB, or all of them longer than {} MiB",
                                     "有的值超过 {} MiB，或合计超过 {} MiB", longest_cell >> 20, longest_record >> 20));
  record.places.push_back({node, record.text.size(), value.size()});
  record.text.append(value);
}

void XesReader::classifier(const XML_Char** attributes) {
  const auto* name = find(attributes, "name");
  const auto* keys = find(attributes, "keys");
  const auto* scope = find(attributes, "scope");
  if (name == nullptr || keys == nullptr || (scope != nullptr && std::string_view(scope) != "event")) return;
  if (std::string_view(name).size() > longest_name) return;
  XesClassifier found{name, {}};
  for (std::string_view rest = keys; !rest.empty();) {
    const bool quoted = rest.starts_with('\'');
    if (quoted) rest.remove_prefix(1);
    const auto end = std::min(rest.find(quoted ? '\'' : ' '), rest.size());
    if (end > 0) found.keys.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  constexpr std::size_t most_classifiers = 100;
  if (!found.keys.empty() && classifiers.size() < most_classifiers) classifiers.push_back(std::move(found));
}

void XesReader::end() {
  if (failure || open_.empty()) return;
  const auto kind = open_.back().kind;
  open_.pop_back();
  if (kind == Kind::event) end_event();
  if (kind == Kind::trace) trace_.clear();
}

void XesReader::end_event() {
  const auto at = event_line_;
  event_line_ = 0;
  const auto& fault = event_.fault ? event_.fault : trace_.fault;
  if (fault) return sink_.reject(at, shown(), *fault);
  if (event_.places.empty()) return sink_.reject(at, "<event>", {"the event has no attributes", "事件没有任何属性"});
  values_.clear();
  for (const auto* record : {&trace_, &event_})
    for (const auto& place : record->places) values_.push_back({place.node, record->at(place)});
  sink_.event(at, values_);
}

std::string XesReader::shown() const {
  constexpr std::size_t enough = 400;
  std::string all;
  for (const auto& place : event_.places) {
    if (all.size() > enough) break;
    all += (all.empty() ? "" : " ") + paths_.path(place.node) + "=" + excerpt(event_.at(place));
  }
  return all.empty() ? "<event>" : all;
}

}  // namespace shixian::log
