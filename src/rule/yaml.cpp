#include "rule/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "rule/yaml_messages.hpp"
#include "text/system.hpp"
#include "text/width.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Node;

constexpr std::size_t largest_file = 32u << 20;
constexpr std::size_t deepest = 64;
constexpr std::size_t most_nodes = 1'000'000;
constexpr std::size_t most_copied = 64u << 20;  // bytes of text that anchors and aliases copy
constexpr std::string_view blanks = " \t\r\n";

struct Refused {};  // thrown through yaml-cpp to stop a hostile document; never leaves this file

/// Builds our tree from the parser's events; places come from the events' marks, which count bytes from 0.
class Builder : public YAML::EventHandler {
 public:
  Builder(text::SourcePtr source, text::Diagnostics& out) : source_(std::move(source)), out_(out) {}

  Node root;

  /// How far the document was read when the parser stopped.
  YamlFailure failure(std::string_view message, std::size_t where) const {
    YamlFailure failed{message, where, read_to_, !stack_.empty(), 0};
    if (!stack_.empty()) failed.opened_at = stack_.back().node.span.begin;
    return failed;
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto null = node(Node::Kind::null, mark);
    null.span = empty_place(at(mark));
    add(std::move(null), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto begin = at(mark);
    const text::Span span{begin, word_end(begin)};
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      out_.error(Code::bad_yaml, {source_, span},
                 text::phrase("this alias stands inside the value that it names", "这个别名写在它所指的值里面"));
      auto nothing = node(Node::Kind::null, mark);
      nothing.span = span;
      add(std::move(nothing), 0);
      return;
    }
    count(found->second, begin);
    auto copy = found->second;
    copy.span = span;
    add(std::move(copy), 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_tag(mark, tag);
    auto scalar = node(Node::Kind::scalar, mark);
    scalar.value = value;
    scalar.quoted = tag == "!";
    scalar.span.end = scalar_end(scalar.span.begin, value);
    if (!scalar.quoted && (value == "null" || value == "~")) scalar.kind = Node::Kind::null;
    add(std::move(scalar), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(node(Node::Kind::sequence, mark), anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(node(Node::Kind::mapping, mark), anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor;
    std::optional<Node> key;  // of a mapping: read, its value still to come
    std::unordered_map<std::string, text::Span> keys;
  };

  std::size_t at(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), source_->content().size());
  }

  Node node(Node::Kind kind, const YAML::Mark& mark) {
    if (++nodes_ > most_nodes) too_many(at(mark));
    Node made;
    made.kind = kind;
    const auto begin = after_properties(at(mark));
    made.span = {begin, std::min(begin + 1, source_->content().size())};
    return made;
  }

  [[noreturn]] void refuse(std::size_t where, const text::Phrase& why) {
    out_.error(Code::too_large, {source_, {where, where + 1}}, why);
    throw Refused{};
  }

  [[noreturn]] void too_many(std::size_t where) {
    refuse(where, text::phrase("the file holds more than {} values, aliases counted as often as they stand",
                               "文件中的值超过 {} 个（别名每次出现都计入）", most_nodes));
  }

  /// A copy is made of what bears an anchor and of what an alias stands for: both are counted before they are made.
  void count(const Node& copied, std::size_t where) {
    if (++nodes_ > most_nodes) too_many(where);
    copied_ += copied.value.size();
    for (const auto& item : copied.items) count(item, where);
    for (const auto& entry : copied.entries) {
      copied_ += entry.key.size();
      count(entry.value, where);
    }
    if (copied_ > most_copied)
      refuse(where, text::phrase("aliases make the file grow by more than {} MiB", "别名使文件膨胀超过 {} MiB",
                                 most_copied >> 20));
  }

  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    out_.error(Code::bad_yaml, {source_, {at(mark), at(mark) + 1}},
               text::phrase("YAML tags ('{}') are not used here", "此处不使用 YAML 标签（“{}”）", tag))
        .with_help({"put a text that begins with '!' in quotes", "以“!”开头的文字请加引号"});
  }

  /// An anchor or a tag stands before the value it belongs to, and its mark with it.
  std::size_t after_properties(std::size_t begin) const {
    const auto content = source_->content();
    while (begin < content.size() && (content[begin] == '&' || content[begin] == '!')) {
      const auto property_end = std::min(content.find_first_of(blanks, begin), content.size());
      const auto next = content.find_first_not_of(blanks, property_end);
      if (next == std::string_view::npos) break;
      begin = next;
    }
    return begin;
  }

  /// The parser's mark of an item that is left empty is that of the next token: its own dash or comma says more.
  text::Span empty_place(std::size_t mark) const {
    const auto content = source_->content();
    for (const std::string_view written : {"~", "null", "Null", "NULL"})
      if (content.substr(mark, written.size()) == written) return {mark, mark + written.size()};
    auto begin = mark;
    if (!stack_.empty() && stack_.back().node.is_sequence())
      begin = std::min(mark, find_outside_comments(content, "-,]", std::max(read_to_, stack_.back().node.span.begin)));
    return {begin, std::min(begin + 1, content.size())};
  }

  std::size_t word_end(std::size_t begin) const {
    const auto end = source_->content().find_first_of(" \t\r\n,]}", begin);
    return end == std::string_view::npos ? source_->content().size() : end;
  }

  /// The end of a text in quotes, without which the parser lets it run to the end of the file.
  std::optional<std::size_t> closing_quote(std::size_t begin) const {
    const auto content = source_->content();
    const char quote = content[begin];
    for (auto i = begin + 1; i < content.size(); ++i) {
      if (content[i] == '\\' && quote == '"') {
        ++i;
      } else if (content[i] == quote) {
        if (quote == '"' || i + 1 >= content.size() || content[i + 1] != quote) return i + 1;
        ++i;
      }
    }
    return std::nullopt;
  }

  std::size_t scalar_end(std::size_t begin, const std::string& value) const {
    const auto content = source_->content();
    if (begin >= content.size()) return begin;
    if (content[begin] == '"' || content[begin] == '\'') {
      if (const auto end = closing_quote(begin)) return *end;
      report_unclosed_quote(source_, begin, out_);
      throw Refused{};
    }
    if (content.substr(begin, value.size()) == value) return begin + std::max<std::size_t>(value.size(), 1);
    return std::min(content.find_first_of("\r\n", begin), content.size());
  }

  void open(Node made, YAML::anchor_t anchor) {
    if (stack_.size() >= deepest)
      refuse(made.span.begin,
             text::phrase("values are nested more than {} levels deep here", "此处嵌套超过 {} 层", deepest));
    stack_.push_back({std::move(made), anchor, std::nullopt, {}});
  }

  void close() {
    auto done = std::move(stack_.back());
    stack_.pop_back();
    include_bracket(done.node);
    add(std::move(done.node), done.anchor);
  }

  /// The parser does not say where a value in brackets ends.
  void include_bracket(Node& closed) const {
    const auto content = source_->content();
    if (closed.span.begin >= content.size()) return;
    if (content[closed.span.begin] != (closed.is_mapping() ? '{' : '[')) return;
    const auto end = find_outside_comments(content, closed.is_mapping() ? "}" : "]", closed.span.end);
    closed.span.end = std::min(end + 1, content.size());
  }

  void add(Node made, YAML::anchor_t anchor) {
    read_to_ = std::max(read_to_, made.span.end);
    if (anchor) {
      count(made, made.span.begin);
      anchors_[anchor] = made;
    }
    if (stack_.empty()) {
      root = std::move(made);
      return;
    }
    auto& parent = stack_.back();
    parent.node.span.end = std::max(parent.node.span.end, made.span.end);
    if (parent.node.is_sequence()) {
      parent.node.items.push_back(std::move(made));
    } else if (!parent.key) {
      parent.key = std::move(made);
    } else {
      add_entry(parent, std::move(*parent.key), std::move(made));
      parent.key.reset();
    }
  }

  void add_entry(Open& mapping, Node key, Node value) {
    if (!key.is_scalar()) {
      out_.error(Code::bad_yaml, {source_, key.span}, text::phrase("a key must be a single text", "键应是一段文字"));
      return;
    }
    if (key.value == "<<" && !key.quoted) {
      out_.error(Code::bad_yaml, {source_, key.span},
                 text::phrase("merge keys ('<<') are not used here", "此处不使用合并键“<<”"))
          .with_help({"write the keys out", "请把各键写全"});
      return;
    }
    const auto [first, fresh] = mapping.keys.emplace(key.value, key.span);
    if (!fresh) {
      out_.error(Code::duplicate_key, {source_, key.span},
                 text::phrase("the key '{}' stands twice", "键“{}”重复", key.value))
          .with_help({"keep one of the two", "请只保留一个"})
          .label({source_, first->second}, {"first written here", "第一次写在这里"});
      return;
    }
    if (value.kind == Node::Kind::null && value.value.empty()) value.span = key.span;
    mapping.node.entries.push_back({key.value, key.span, std::move(value)});
  }

  text::SourcePtr source_;
  text::Diagnostics& out_;
  std::vector<Open> stack_;
  std::unordered_map<YAML::anchor_t, Node> anchors_;
  std::size_t nodes_ = 0;
  std::size_t copied_ = 0;
  std::size_t read_to_ = 0;
};

/// YAML forbids control characters, and the parser takes some of them for the end of the file.
std::optional<std::size_t> control_character(std::string_view content) {
  const auto found = std::find_if(content.begin(), content.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7F;
  });
  if (found == content.end()) return std::nullopt;
  return static_cast<std::size_t>(found - content.begin());
}

/// The first bytes of workbooks, databases and packed files.
bool is_packed(std::string_view content) {
  using namespace std::string_view_literals;
  for (const auto start :
       {"PK\x03\x04"sv, "\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv, "SQLite format 3"sv, "\xD0\xCF\x11\xE0"sv})
    if (content.starts_with(start)) return true;
  return false;
}

bool readable(const text::SourcePtr& source, text::Diagnostics& out) {
  const auto content = source->content();
  if (is_packed(content)) {
    out.error(Code::bad_yaml, {},
              text::phrase("'{}' is a workbook, a database or a packed file, and a YAML file is expected here",
                           "“{}”是工作簿、数据库或压缩文件，而此处应为 YAML 文件", source->name()))
        .with_help({"ledgers are given without an option; a workbook of waivers with --waivers, stated figures with "
                    "--stated",
                    "台账不用选项给出；填写了豁免的工作簿用 --waivers，报告数字用 --stated"});
    return false;
  }
  if (content.size() > largest_file) {
    out.error(Code::too_large, {source, {}},
              text::phrase("the file is larger than {} MiB", "文件超过 {} MiB", largest_file >> 20));
    return false;
  }
  if (std::size_t bad = 0; !text::valid_utf8(content, &bad)) {
    out.error(Code::bad_encoding, {source, {bad, bad + 1}},
              text::phrase("the file is not UTF-8", "文件不是 UTF-8 编码"))
        .with_help({"save it as UTF-8", "请另存为 UTF-8"});
    return false;
  }
  if (const auto bad = control_character(content)) {
    out.error(Code::bad_encoding, {source, {*bad, *bad + 1}},
              text::phrase("the file holds a control character (U+{:04X})", "文件中有控制字符（U+{:04X}）",
                           static_cast<unsigned>(content[*bad])))
        .with_help({"delete it, or save the file as UTF-8 if it is in another encoding",
                    "请删除；若文件是其他编码，请另存为 UTF-8"});
    return false;
  }
  return true;
}

/// More than one document, or a value after the end of the first.
void report_second(const text::SourcePtr& source, const Node& first, const Node& second, text::Diagnostics& out) {
  const auto content = source->content();
  for (const std::string_view marker : {"\n---", "\n..."}) {
    const auto found = content.find(marker, std::min(first.span.end, content.size()));
    if (found == std::string_view::npos || found >= std::max(second.span.begin, content.size())) continue;
    out.error(Code::bad_yaml, {source, {found + 1, found + marker.size()}},
              {"a second YAML document begins here", "此处开始了第二个 YAML 文档"})
        .with_help({"one file holds one document", "一个文件只写一个文档"});
    return;
  }
  out.error(Code::bad_yaml, {source, second.span},
            {"this does not belong to what stands before it", "这里的内容与前文不成一体"})
      .label({source, first.span}, {"what stands before it", "前文从这里开始"})
      .with_help({"a file is one mapping: indent what belongs to a key", "整个文件是一个映射：属于某个键的内容请缩进"});
}

}  // namespace

std::optional<text::Document> parse_yaml(text::SourcePtr source, text::Diagnostics& out) {
  if (!readable(source, out)) return std::nullopt;
  std::istringstream stream{std::string(source->content())};
  Builder builder(source, out), second(source, out);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder) || builder.root.kind == Node::Kind::null) {
      const bool blank = source->content().find_first_not_of(blanks) == std::string_view::npos;
      out.error(Code::bad_yaml, {source, {}},
                blank ? text::Phrase{"the file is empty", "文件是空的"}
                      : text::Phrase{"the file holds nothing but comments", "文件中只有注释"});
      return std::nullopt;
    }
    if (parser.HandleNextDocument(second)) report_second(source, builder.root, second.root, out);
  } catch (const YAML::Exception& problem) {
    const auto where = static_cast<std::size_t>(std::max(problem.mark.pos, 0));
    report_failure(source, builder.failure(problem.msg, where), out);
    return std::nullopt;
  } catch (const Refused&) {
    return std::nullopt;
  }
  return text::Document{std::move(source), std::move(builder.root)};
}

std::optional<text::Document> read_yaml(const std::string& path, text::Diagnostics& out) {
  text::Phrase why;
  auto source = text::read_source(path, why, largest_file);
  if (!source) {
    out.error(Code::unreadable_file, {},
              text::phrase("cannot read '{0}': {1}", "无法读取“{0}”：{2}", path, why.english, why.chinese))
        .with_help(text::similar_file(path));
    return std::nullopt;
  }
  return parse_yaml(std::move(source), out);
}

}  // namespace shixian::rule
