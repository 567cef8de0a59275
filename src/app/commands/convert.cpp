// Any ledger → the canonical form, with the mapping that reads it as what it was.
#include <algorithm>
#include <fstream>
#include <ostream>

#include "app/command.hpp"
#include "app/ledgers.hpp"
#include "app/overwriting.hpp"
#include "log/canonical/canonical.hpp"
#include "log/canonical/canonical_mapping.hpp"
#include "report/rejections.hpp"
#include "text/suggest.hpp"

namespace shixian::app {

namespace {

using text::Code;

struct Options {
  std::vector<std::string> mappings, logs;
  std::string output, format, zone;
  bool bom = false;
  unsigned threads = 0;
};

class Run {
 public:
  Run(const Options& options, const Context& context) : options_(options), context_(context) {}

  int operator()() {
    const bool csv = choose_format();
    ledgers_.read_mappings(options_.mappings);
    if (problems_.has_errors()) return finish(wrong_input);
    const auto inputs = ledgers_.choose(options_.logs);
    if (problems_.has_errors()) return finish(wrong_input);
    const auto mappings = used(inputs);
    const auto zone = choose_zone(mappings);
    refuse_unlike_coverage(mappings);
    if (!to_standard_output())
      refuse_overwriting({options_.output, mapping_path()}, files_read(inputs, mappings),
                         {"give -o another name", "请为 -o 另取文件名"}, problems_);
    if (problems_.has_errors() || !zone) return finish(wrong_input);

    const auto threads = options_.threads > 0 ? options_.threads : context_.surroundings.cores;
    const auto log = ledgers_.read(inputs, *zone, threads);
    if (problems_.has_errors()) return finish(ledgers_.at_fault() ? incomplete : wrong_input);
    if (!log::can_be_canonical(log, *zone, problems_)) return finish(incomplete);
    context_.print(problems_);
    return write(log, {options_.output, csv, *zone, mappings});
  }

 private:
  bool to_standard_output() const { return options_.output == "-"; }
  std::string mapping_path() const { return options_.output + ".mapping.yaml"; }

  int finish(int code) {
    context_.print(problems_);
    return code;
  }

  bool choose_format() {
    if (!options_.format.empty()) return options_.format == "csv";
    const bool csv = to_standard_output() || options_.output.ends_with(".csv");
    if (!csv && !options_.output.ends_with(".jsonl"))
      problems_
          .error(Code::bad_usage, {},
                 text::phrase("-o {}: the ending names no format of ledgers", "-o {}：文件后缀不对应任何台账格式",
                              options_.output))
          .with_help({"end it in .csv or .jsonl, or say --format csv or --format jsonl",
                      "请以 .csv 或 .jsonl 结尾，或写明 --format csv 或 --format jsonl"});
    return csv;
  }

  static std::vector<const log::Mapping*> used(const std::vector<log::Input>& inputs) {
    std::vector<const log::Mapping*> mappings;
    for (const auto& input : inputs)
      if (std::find(mappings.begin(), mappings.end(), input.mapping) == mappings.end())
        mappings.push_back(input.mapping);
    return mappings;
  }

  /// The zone of all mappings; without one a day cannot be told from another zone's.
  std::optional<time::Zone> choose_zone(const std::vector<const log::Mapping*>& mappings) {
    std::optional<time::Zone> zone;
    if (!options_.zone.empty()) {
      zone = time::Zone::find(options_.zone);
      if (!zone)
        problems_
            .error(
                Code::bad_zone, {},
                text::phrase("--time-zone: there is no time zone '{}'", "--time-zone：没有“{}”这个时区", options_.zone))
            .with_help(time::Zone::suggestion(options_.zone));
    }
    for (const auto* mapping : mappings) {
      if (!mapping->zone && options_.zone.empty()) {
        problems_
            .error(Code::bad_zone, {mapping->source, {}},
                   {"nothing says in which time zone the ledger's times are", "没有写明台账时间的时区"})
            .with_help({"add time-zone: … to the mapping, or give --time-zone Asia/Shanghai",
                        "请在映射中加上 time-zone: …，或用 --time-zone Asia/Shanghai 给出"});
      } else if (mapping->zone && zone && mapping->zone->name() != zone->name()) {
        problems_
            .error(
                Code::bad_zone, {mapping->source, {}},
                text::phrase("the ledgers' times are in different time zones ({}, {}), and one ledger has one",
                             "各台账的时区不同（{}、{}），而一份台账只有一个时区", zone->name(), mapping->zone->name()))
            .with_help({"convert them one by one", "请逐个转换"});
      } else if (mapping->zone) {
        zone = mapping->zone;
      }
    }
    return zone;
  }

  void refuse_unlike_coverage(const std::vector<const log::Mapping*>& mappings) {
    for (const auto* mapping : mappings)
      if (mapping->covers_from != mappings.front()->covers_from || mapping->covers_to != mappings.front()->covers_to)
        problems_
            .error(Code::bad_log, {mapping->source, {}},
                   {"the ledgers are declared complete for different times, and one ledger has one 'covers'",
                    "各台账声明的完整期间不同，而一份台账只有一个 covers"})
            .with_help(
                {"convert them one by one; 'check' takes the mappings of all", "请逐个转换；check 可同时使用多个映射"});
  }

  int write(const log::Log& log, const log::CanonicalSetting& setting) {
    auto& err = context_.surroundings.err;
    if (to_standard_output()) {
      write_events(log, setting, context_.surroundings.out);
      err << context_.say(
                 {"shixian: no mapping is written beside standard output: time zone, coverage, types and "
                  "rosters are not in it; give -o a file to keep them",
                  "shixian: 写到标准输出时不附映射：时区、完整期间、类型和名册不在其中；如需保留，请用 -o 写到文件"})
          << '\n';
    } else {
      if (!write_file(setting.file, [&](std::ostream& out) { write_events(log, setting, out); }) ||
          !write_file(mapping_path(), [&](std::ostream& out) { out << log::canonical_mapping(log, setting); }))
        return wrong_input;
      err << context_.say(text::phrase("shixian: wrote {} events to '{}'; read it with -m '{}'",
                                       "shixian: 已将 {} 个事件写入“{}”；读取时用 -m “{}”", log.events.size(),
                                       setting.file, mapping_path()))
          << '\n';
    }
    report::write_rejections(log, context_.language, context_.colour_err, err);
    return log.rejections.empty() ? compliant : incomplete;
  }

  void write_events(const log::Log& log, const log::CanonicalSetting& setting, std::ostream& out) const {
    if (options_.bom) out << "\xEF\xBB\xBF";
    if (setting.csv)
      log::write_csv(log, setting.zone, out);
    else
      log::write_json_lines(log, setting.zone, out);
  }

  template <class Write>
  bool write_file(const std::string& path, const Write& write) const {
    std::ofstream file(path, std::ios::binary);
    write(file);
    file.close();
    if (!file) context_.usage_error(text::phrase("cannot write '{}'", "无法写入“{}”", path));
    return static_cast<bool>(file);
  }

  const Options& options_;
  const Context& context_;
  text::Diagnostics problems_;
  Ledgers ledgers_{context_, problems_};
};

}  // namespace

Action declare_convert(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  take.texts("LOG", options->logs,
             {"ledgers; - is standard input; or named by the mapping", "台账；- 为标准输入；也可由映射指明"});
  take.texts("-m,--mapping", options->mappings,
             {"mappings: how the ledgers' columns become events", "映射：台账各列如何成为事件"});
  take.text("-o,--output", options->output,
            {"the file to write, .csv or .jsonl, with its mapping beside it; - is standard output",
             "写入的文件（.csv 或 .jsonl），其映射写在旁边；- 为标准输出"})
      .required();
  take.text("--format", options->format,
            {"csv or jsonl (default: by the ending, else csv)", "csv 或 jsonl（默认按后缀，否则 csv）"})
      .one_of({"csv", "jsonl"});
  take.text("--time-zone", options->zone,
            {"the time zone of ledgers whose mapping names none", "映射未写明时区的台账所用的时区"});
  take.flag("--bom", options->bom,
            {"begin with a byte order mark, as old versions of Excel want it", "以字节顺序标记开头（供旧版 Excel）"});
  take_threads(take, options->threads);
  return [options, &context] { return Run(*options, context)(); };
}

}  // namespace shixian::app
