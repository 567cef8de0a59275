#include "app/examination.hpp"

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>

#include "app/kinds.hpp"
#include "app/overwriting.hpp"
#include "app/packs.hpp"
#include "app/waiver_book.hpp"
#include "check/waiving.hpp"
#include "report/rejections.hpp"
#include "rule/yaml.hpp"
#include "text/suggest.hpp"
#include "text/system.hpp"

namespace shixian::app {

namespace {

using text::Code;
using text::Phrase;

/// Of a file of waivers, or of a workbook that was filled in.
std::optional<std::vector<rule::Waiver>> waivers_of(const std::string& path, text::Diagnostics& out) {
  if (is_workbook(path)) return read_waiver_book(path, out);
  const auto document = rule::read_yaml(path, out);
  if (!document || !can_be("waivers", *document, out)) return std::nullopt;
  return rule::read_waivers(*document, out);
}

long milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Examination::Examination(const ExaminationOptions& options, const Context& context)
    : options_(options),
      context_(context),
      logger_(std::make_shared<spdlog::logger>(
          "shixian", std::make_shared<spdlog::sinks::ostream_sink_st>(context.surroundings.err))) {
  logger_->set_pattern("[%l] %v");
  logger_->set_level(options.verbose ? spdlog::level::debug : spdlog::level::warn);
}

std::optional<int> Examination::run() {
  read_packs();
  ledgers_.read_mappings(options_.mappings);
  read_waivers();
  if (problems_.has_errors()) return finish(wrong_input);
  check_zones();
  const auto as_of = read_as_of();
  const auto inputs = ledgers_.choose(options_.logs);
  look_where_to_write(inputs);
  if (problems_.has_errors()) return finish(wrong_input);

  log_ = read(inputs);
  if (problems_.has_errors() && (!ledgers_.at_fault() || log_->events.origins().empty()))
    return finish(ledgers_.at_fault() ? incomplete : wrong_input);
  std::vector<check::PackInput> with_calendars;
  for (std::size_t i = 0; i < packs_.size(); ++i) with_calendars.push_back({&packs_[i], calendars_of_[i]});
  const auto errors_before = problems_.errors();
  check::check_fit(with_calendars, *log_, problems_);
  if (problems_.errors() > errors_before) return finish(wrong_input);

  auto start = std::chrono::steady_clock::now();
  check::Groupings groupings(log_->events);
  remarks_ = check::look_for_faults(with_calendars, *log_, groupings);
  logger_->debug("{} remarks on the ledgers in {} ms", remarks_.size(), milliseconds_since(start));
  start = std::chrono::steady_clock::now();
  findings_ = check::check(with_calendars, *log_, groupings, {as_of, threads()});
  logger_->debug("{} findings of {} rules in {} ms", findings_->all.size(), findings_->rules.size(),
                 milliseconds_since(start));
  check::waive(*findings_, *log_, waivers_);
  check::tell_waivers(*findings_, problems_);
  return std::nullopt;
}

void Examination::tell_with_rejections() const {
  tell();
  constexpr std::size_t most = 10;
  report::write_rejections(*log_, context_.language, context_.colour_err, context_.surroundings.err, most,
                           {"'shixian check' lists all", "“shixian check”列出全部"});
}

std::optional<int> Examination::write(const std::string& path, const std::function<void(std::ostream&)>& content,
                                      const Phrase& help) {
  std::ofstream file(path, std::ios::binary);
  if (!file) {
    const auto why = text::system_reason(errno);
    return context_.usage_error(
        text::phrase("cannot write '{0}': {1}", "无法写入“{0}”：{2}", path, why.english, why.chinese));
  }
  content(file);
  file.close();
  if (!file) return context_.usage_error(text::phrase("cannot write '{}'", "无法写入“{}”", path), help);
  logger_->info("wrote {}", path);
  return std::nullopt;
}

void Examination::look_where_to_write(const std::vector<log::Input>& inputs) {
  std::vector<const log::Mapping*> mappings;
  for (const auto& mapping : ledgers_.mappings()) mappings.push_back(&mapping);
  auto read = files_read(inputs, mappings);
  for (const auto& pack : packs_)
    if (pack.source) read.push_back(pack.source->name());
  read.insert(read.end(), options_.waivers.begin(), options_.waivers.end());
  read.insert(read.end(), read_.begin(), read_.end());
  refuse_overwriting(written_, read, {"write to another file", "请写入另一个文件"}, problems_);
  for (const auto& path : written_) {
    const auto folder = std::filesystem::path(path).parent_path();
    std::error_code error;
    if (!folder.empty() && !std::filesystem::is_directory(folder, error))
      problems_.error(Code::bad_usage, {},
                      text::phrase("cannot write '{0}': there is no folder '{1}'", "无法写入“{0}”：没有目录“{1}”", path,
                                   folder.string()));
  }
}

bool Examination::complete() const {
  return ledgers_.unread().empty() && log_->rejections.size() <= options_.max_rejects &&
         findings_->reach != check::Reach::nothing;
}

report::Report Examination::report(bool colour) const {
  return {*findings_, *log_, context_.language, colour, ledgers_.unread(), remarks_, SHIXIAN_VERSION};
}

int Examination::finish(int code) const {
  tell();
  return code;
}

void Examination::read_packs() {
  const auto settings = app::read_settings(options_.settings, problems_);
  bool all_read = true;
  packs_.reserve(options_.packs.size());
  constexpr std::string_view packs[]{"pack"};
  for (const auto& path : files_of(options_.packs, packs, false, problems_)) {
    const auto document = rule::read_yaml(path, problems_);
    if (document && !can_be("pack", *document, problems_)) {
      all_read = false;
      continue;
    }
    auto pack = document ? rule::read_pack(*document, settings, problems_) : std::nullopt;
    if (!pack) {
      all_read = false;
      if (document) find_calendar(*document);
      continue;
    }
    logger_->debug("{}: {} rules", path, pack->rules.size());
    packs_.push_back(std::move(*pack));
    calendars_of_.push_back(calendars_.find(packs_.back().calendar, packs_.back().calendar_place, problems_));
  }
  if (all_read) rule::check_together(packs_, settings, problems_);
  if (all_read) keep_only();
}

/// `--only`: the rules named, and those whose violations they answer to.
void Examination::keep_only() {
  if (options_.only.empty()) return;
  std::set<std::string> wanted(options_.only.begin(), options_.only.end());
  std::vector<std::string> known;
  for (const auto& pack : packs_)
    for (const auto& rule : pack.rules) known.push_back(rule.id);
  for (const auto& id : options_.only)
    if (std::find(known.begin(), known.end(), id) == known.end())
      problems_
          .error(Code::bad_usage, {},
                 text::phrase("--only {}: no pack given has that rule", "--only {}：所给规则包没有这条规则", id))
          .with_help(text::did_you_mean(id, known));
  for (auto before = std::size_t{0}; before != wanted.size();) {
    before = wanted.size();
    for (const auto& pack : packs_)
      for (const auto& rule : pack.rules)
        if (wanted.contains(rule.id)) wanted.insert(rule.scope.violations_of.begin(), rule.scope.violations_of.end());
  }
  for (auto& pack : packs_)
    pack.rules.erase(std::remove_if(pack.rules.begin(), pack.rules.end(),
                                    [&](const auto& rule) { return !wanted.contains(rule.id); }),
                     pack.rules.end());
}

/// The calendar of a pack that could not be read: its mistakes are told in the same run.
void Examination::find_calendar(const text::Document& pack) {
  for (const auto& entry : pack.root.entries)
    if ((entry.key == "calendar" || entry.key == "日历") && entry.value.is_scalar())
      calendars_.find(entry.value.value, {pack.source, entry.value.span}, problems_);
}

void Examination::read_waivers() {
  for (const auto& path : options_.waivers) {
    auto made = waivers_of(path, problems_);
    if (!made) continue;
    for (auto& waiver : *made) {
      const auto same = std::find_if(waivers_.begin(), waivers_.end(),
                                     [&](const rule::Waiver& other) { return other.id == waiver.id; });
      if (same != waivers_.end() && same->place.source != waiver.place.source)
        problems_
            .error(Code::bad_value, waiver.place,
                   text::phrase("there are two waivers '{}'", "有两项豁免的标识都是“{}”", waiver.id))
            .label(same->place, {"the other stands here", "另一项在这里"});
      waivers_.push_back(std::move(waiver));
    }
  }
}

void Examination::check_zones() {
  const auto unlike = [&](const rule::Pack& pack) { return pack.zone.name() != packs_.front().zone.name(); };
  const auto other = std::find_if(packs_.begin(), packs_.end(), unlike);
  if (other == packs_.end()) return;
  const auto ask = [&](const text::Place& place) {
    problems_
        .error(Code::bad_zone, place,
               text::phrase(
                   "the packs count days in different zones ({}, {}); the mapping must say in which its times are",
                   "各规则包的时区不同（{}、{}）；映射文件须写明台账时间的时区", packs_.front().zone.name(),
                   other->zone.name()))
        .with_help({"add time-zone: … to the mapping", "请在映射文件中加上 time-zone: …"});
  };
  if (ledgers_.mappings().empty()) ask({});
  for (const auto& mapping : ledgers_.mappings())
    if (!mapping.zone) ask({mapping.source, {}});
}

time::Instant Examination::read_as_of() {
  if (!options_.as_of) return context_.surroundings.now();
  Phrase why;
  const auto& zone = packs_.front().zone;
  if (const auto moment = time::read_time(*options_.as_of, zone, {}, why))
    return moment->precision == time::Precision::day ? moment->last : moment->first;
  problems_.error(Code::bad_time, {}, {"--as-of: " + why.english, "--as-of：" + why.chinese});
  return {};
}

log::Log Examination::read(const std::vector<log::Input>& inputs) {
  const auto start = std::chrono::steady_clock::now();
  auto log = ledgers_.read(inputs, packs_.front().zone, threads());
  for (const auto& origin : log.events.origins())
    logger_->debug("{}: {}, {} rows, {} events", origin.file, origin.description.english, origin.rows, origin.events);
  logger_->debug("read in {} ms", milliseconds_since(start));
  return log;
}

void declare_examination(Arguments& take, ExaminationOptions& options) {
  take.texts("LOG", options.logs,
             {"ledgers: CSV, Excel, JSON lines, XES, SQLite, also gzip or zstd; - is standard input; or named by the "
              "mapping",
              "台账：CSV、Excel、JSON 行、XES、SQLite，也可为 gzip 或 zstd；- 为标准输入；也可由映射指明"});
  take.texts("-r,--rules", options.packs, {"rule packs, or folders of them", "规则包，或其所在目录"}).required();
  take.texts("--only", options.only,
             {"judge only this rule of the packs, and those whose violations it answers to; may be repeated",
              "只判定规则包中的这一条规则，及其所回应违反的规则；可重复"});
  take.texts("-m,--mapping", options.mappings,
             {"mappings: how the ledgers' columns become events", "映射：台账各列如何成为事件"});
  take.text(
      "--as-of", options.as_of,
      {"judge as of this instant; a date means its end (default: now)", "按此时刻判定；日期指当日24时（默认现在）"});
  take.texts("--set", options.settings, {"choose a local reading: name=value", "选择一种读法：名称=值"});
  take.texts("--waivers", options.waivers,
             {"files of waivers: written exceptions, until when and why; or the workbook of a report that was filled "
              "in; may be repeated",
              "豁免文件：书面豁免、期限与理由；也可为填写过的报告工作簿；可重复"});
  take.count("--max-rejects", options.max_rejects,
             {"unreadable cells and rows that are tolerated (default: 0)", "容许的无法读取的单元格和行数（默认 0）"});
  take.text("--calendars", options.folder, {"folder with calendar files", "日历文件所在目录"});
  take_threads(take, options.threads);
  take.flag("-v,--verbose", options.verbose, {"what is being done, on standard error", "在标准错误中说明进展"});
}

}  // namespace shixian::app
