#include "app/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "log/mapping/mapping.hpp"
#include "rule/case_table.hpp"
#include "rule/pack_shape.hpp"
#include "rule/requirements.hpp"
#include "rule/test_file.hpp"
#include "rule/waivers.hpp"
#include "rule/yaml.hpp"
#include "text/list.hpp"
#include "time/calendar.hpp"

namespace shixian::app {

std::span<const FileKind> file_kinds() {
  static const std::array kinds{
      FileKind{"pack",
               {"rule pack", "规则包"},
               rule::pack_shape,
               {"give rule packs with -r, each with its own: -r a.yaml -r b.yaml",
                "规则包逐个用 -r 给出：-r a.yaml -r b.yaml"}},
      FileKind{"mapping",
               {"mapping", "台账映射"},
               log::mapping_shape,
               {"give mappings with -m, each with its own: -m a.yaml -m b.yaml",
                "台账映射逐个用 -m 给出：-m a.yaml -m b.yaml"}},
      FileKind{"test",
               {"test file", "测试文件"},
               rule::test_shape,
               {"give test files to 'shixian test'", "测试文件用“shixian test”运行"}},
      FileKind{
          "calendar",
          {"calendar", "日历"},
          time::calendar_shape,
          {"a pack names its calendar; --calendars names their folder", "日历由规则包指明；其目录用 --calendars 给出"}},
      FileKind{"waivers",
               {"file of waivers", "豁免"},
               rule::waivers_shape,
               {"give waivers with --waivers", "豁免用 --waivers 给出"}},
      FileKind{"table",
               {"table of cases", "统计表"},
               rule::case_table_shape,
               {"give tables to 'shixian assess' with --table", "统计表用“shixian assess --table”给出"}},
      FileKind{"requirements", {"list of requirements", "要求清单"}, rule::requirements_shape, {}},
  };
  return kinds;
}

text::Phrase listed_kinds(const std::function<text::Phrase(const FileKind&)>& said) {
  std::vector<text::Phrase> all;
  for (const auto& kind : file_kinds()) all.push_back(said(kind));
  return text::first_of(all, all.size());
}

const FileKind* kind_of(const text::Document& document) {
  for (const auto& kind : file_kinds()) {
    const auto& first = kind.shape().keys.front().word;
    for (const auto& entry : document.root.entries)
      if (entry.key == first.english || entry.key == first.chinese) return &kind;
  }
  return nullptr;
}

bool can_be_ledger(const std::string& path, text::Diagnostics& out) {
  if (!path.ends_with(".yaml") && !path.ends_with(".yml")) return true;
  text::Diagnostics unread;
  const auto document = rule::read_yaml(path, unread);
  const auto* kind = document ? kind_of(*document) : nullptr;
  if (!kind) return true;
  out.error(text::Code::bad_usage, {},
            {fmt::format("'{}' is a {}, not a ledger", path, kind->title.english),
             fmt::format("“{}”是{}，不是台账", path, kind->title.chinese)})
      .with_help(kind->way);
  return false;
}

namespace {

/// The first line of a file, as far as it may be of use.
std::string first_line(const std::string& path) {
  constexpr std::size_t enough = 4096;
  std::ifstream file(path, std::ios::binary);
  std::string start(enough, '\0');
  file.read(start.data(), enough);
  start.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return start.substr(0, start.find('\n'));
}

bool begins_like_a_ledger(const std::string& path) {
  using namespace std::string_view_literals;
  constexpr std::array starts{
      "PK\x03\x04"sv, "\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv, "SQLite format 3"sv, "\xD0\xCF\x11\xE0"sv, "{\""sv,
      "[{"sv,         "<?xml"sv};
  const auto line = first_line(path);
  if (line.find("shixian-log") != std::string::npos || line.find("时限台账") != std::string::npos) return false;
  if (std::any_of(starts.begin(), starts.end(), [&](auto start) { return line.starts_with(start); })) return true;
  if (path.ends_with(".yaml") || path.ends_with(".yml")) return false;
  const bool has_key = line.find(": ") != std::string::npos || line.find("：") != std::string::npos;
  return !has_key && !line.starts_with('#') && line.find_first_of(",;\t|") != std::string::npos;
}

}  // namespace

bool can_be_mapping(const std::string& path, text::Diagnostics& out) {
  constexpr std::array endings{".csv", ".tsv", ".xlsx", ".xlsm", ".xls",    ".et",     ".jsonl",
                               ".xes", ".gz",  ".zst",  ".db",   ".sqlite", ".sqlite3"};
  std::error_code error;
  if (path == "-" || !std::filesystem::is_regular_file(path, error)) return true;
  const bool named_so =
      std::any_of(endings.begin(), endings.end(), [&](const auto* ending) { return path.ends_with(ending); });
  if (!named_so && !begins_like_a_ledger(path)) return true;
  out.error(text::Code::bad_usage, {}, text::phrase("'{}' is a ledger, not a mapping", "“{}”是台账，不是映射", path))
      .with_help(text::phrase("give ledgers without -m; 'shixian mapping init {}' writes a first mapping of it",
                              "台账不用 -m 给出；“shixian mapping init {}”可写出它的映射初稿", path));
  return false;
}

bool can_be(std::string_view wanted, const text::Document& document, text::Diagnostics& out) {
  const auto* found = kind_of(document);
  if (!found || found->name == wanted) return true;
  const auto kinds = file_kinds();
  const auto other = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.name == wanted; });
  const auto& first = found->shape().keys.front().word;
  for (const auto& entry : document.root.entries)
    if (entry.key == first.english || entry.key == first.chinese)
      out.error(text::Code::bad_usage, {document.source, entry.key_span},
                {fmt::format("this is a {}, not a {}", found->title.english, other->title.english),
                 fmt::format("这是{}，不是{}", found->title.chinese, other->title.chinese)})
          .with_help(found->way);
  return false;
}

}  // namespace shixian::app
