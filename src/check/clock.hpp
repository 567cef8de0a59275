// The clock of an obligation: from where it runs, what stops, restarts and prolongs it, and when it has run out.
#pragma once

#include <unordered_map>
#include <vector>

#include "check/obligation.hpp"
#include "check/record.hpp"

namespace shixian::check {

/// Deadlines as far as the log tells them: the first from the readings that make the period shortest, the last from
/// those that make it longest.
struct Timing {
  time::Moment start;                              ///< from which the period runs
  bool start_in_doubt = false;                     ///< it may have been an event that is only possible
  time::Instant first_deadline = time::latest;     ///< no true deadline lies before it
  time::Instant last_deadline = time::latest;      ///< … nor after it; the latest of all when provisional
  time::Instant first_by_weekends = time::latest;  ///< the first deadline with uncovered days by weekends alone
  std::uint32_t reckoning = none;                  ///< of the latest reading
  bool provisional = false;
  text::Phrase waiting;  ///< why there is no deadline yet; empty when there is one
  text::Phrase unclear;  ///< why nothing can be told; empty when something can
  text::Phrase doubt;    ///< the possible event that may have moved the deadline on; empty when there is none
};

/// Not for several threads at once.
class Clock {
 public:
  Clock(const RuleContext& context, Record& record, Judged& judged);

  Timing run(const Obligation& obligation);
  /// The same for a limit that stands alone, such as that of a chain's further step or of an excuse: from a moment,
  /// with nothing that changes it.
  Timing plain(const time::Moment& start, const time::Period& period, time::Roll roll);
  /// Forgets what was reckoned: the judgements it was kept in have been handed over.
  void forget() { kept_.clear(); }

 private:
  struct Point {
    const rule::StartPoint* rule;
    std::size_t pattern;
  };
  struct PausePatterns {
    std::size_t from, to;
  };
  struct RestartPatterns {
    std::size_t on, condition;
  };
  struct DeemedPatterns {
    std::size_t event, unless;
  };
  /// When the clock starts: no earlier than the moment's first instant, and where it is there no later than its last.
  struct Found {
    time::Moment moment;
    bool may = false;    ///< it may have started
    bool there = false;  ///< it has
    text::Phrase waiting, unclear, doubt;
  };
  struct ExtensionEvent {
    std::size_t pattern;
    bool recorded;  ///< false: no ledger can hold it, so that its absence shows nothing
  };
  struct Course;
  struct Run;

  Found start(const Obligation& obligation);
  static Found started(const time::Moment& moment);
  static Found earlier_of(const Found& a, const Found& b);
  static Found later_of(const Found& a, const Found& b);
  Found point(const Point& point, const Obligation& obligation);
  Found stated(const std::string& attribute, const Obligation& obligation);
  Found event(const Point& point, const Obligation& obligation);
  Found first_event(const Point& point, const Obligation& obligation);
  Found deemed(std::size_t number, Found real, const Obligation& obligation);
  Found plus(Found found, const time::Period& period) const;
  Timing of_trigger(const Obligation& obligation);
  Timing from(const Obligation& obligation, const time::Moment& start);
  Timing due(const Obligation& obligation);
  Timing limited(const time::Moment& start, const rule::Limit& limit);
  Timing changed(const Obligation& obligation, const time::Moment& start, const rule::Limit& limit);
  std::uint32_t keep(time::Instant start, const rule::Limit& limit);
  std::optional<time::Reckoning> reckon(time::Instant start, const time::Period& period, time::Roll roll,
                                        std::shared_ptr<const time::Changes> changes = nullptr) const;
  text::Phrase told(std::uint32_t event) const;
  time::Instant as_of(const Obligation& obligation) const;

  const RuleContext& context_;
  const rule::Clock& rule_;
  Record& record_;
  Judged& judged_;
  std::vector<Point> points_;
  std::vector<PausePatterns> pauses_;
  std::vector<RestartPatterns> restarts_;
  std::vector<std::vector<ExtensionEvent>> extensions_;
  std::vector<DeemedPatterns> deemed_;
  std::unordered_map<std::uint64_t, std::uint32_t> kept_;  // day and limit → reckoning
};

}  // namespace shixian::check
