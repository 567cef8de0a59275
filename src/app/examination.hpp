// Packs, mappings and ledgers as a command line names them → findings; for every command that judges ledgers.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/calendars.hpp"
#include "app/command.hpp"
#include "app/ledgers.hpp"
#include "check/check.hpp"
#include "check/integrity.hpp"
#include "report/report.hpp"
#include "rule/pack.hpp"
#include "rule/waivers.hpp"

namespace spdlog {
class logger;
}

namespace shixian::app {

/// What such a command takes.
struct ExaminationOptions {
  std::vector<std::string> packs, only, mappings, logs, settings, waivers;
  std::optional<std::string> as_of;
  std::string folder;
  std::size_t max_rejects = 0;
  bool verbose = false;
  unsigned threads = 0;
};

/// What such a command takes on its command line. LOG comes last among the arguments without dashes.
void declare_examination(Arguments& take, ExaminationOptions& options);

class Examination {
 public:
  Examination(const ExaminationOptions& options, const Context& context);

  /// Before `run`: a file that the command will write. One that this run reads, or in a folder that is not there, is an
  /// error of the run; so nothing is lost, and nothing written before it is known.
  void will_write(const std::string& path) { written_.push_back(path); }
  /// Before `run`: a file that the command reads beside those of the options.
  void also_reads(const std::string& path) { read_.push_back(path); }

  /// Reads and judges. Where that cannot be done the problems are printed, and this is the exit code; else they are
  /// kept for `tell`.
  std::optional<int> run();

  const check::Findings& findings() const { return *findings_; }
  const log::Log& log() const { return *log_; }
  /// Whether every ledger was read, up to `--max-rejects`, and rules read something in them.
  bool complete() const;
  bool all_read() const { return report(false).all_read(); }
  /// What a report may speak of.
  report::Report report(bool colour) const;

  text::Diagnostics& problems() { return problems_; }
  /// Prints the problems, once all are known.
  void tell() const { context_.print(problems_); }
  /// The same, and the first cells that could not be read, for a report that does not list them.
  void tell_with_rejections() const;
  /// Writes a file. Where that cannot be done it is told, with `help`, and this is the exit code.
  std::optional<int> write(const std::string& path, const std::function<void(std::ostream&)>& content,
                           const text::Phrase& help = {});

 private:
  unsigned threads() const { return options_.threads > 0 ? options_.threads : context_.surroundings.cores; }
  int finish(int code) const;
  void read_packs();
  void keep_only();
  void find_calendar(const text::Document& pack);
  void read_waivers();
  void look_where_to_write(const std::vector<log::Input>& inputs);
  void check_zones();
  time::Instant read_as_of();
  log::Log read(const std::vector<log::Input>& inputs);

  const ExaminationOptions& options_;
  const Context& context_;
  std::shared_ptr<spdlog::logger> logger_;
  text::Diagnostics problems_;
  Calendars calendars_{options_.folder, context_.surroundings.program};
  std::vector<rule::Pack> packs_;
  std::vector<const time::Calendar*> calendars_of_;
  std::vector<rule::Waiver> waivers_;
  std::vector<std::string> written_, read_;
  Ledgers ledgers_{context_, problems_};
  std::optional<log::Log> log_;
  std::vector<check::Remark> remarks_;
  std::optional<check::Findings> findings_;
};

}  // namespace shixian::app
