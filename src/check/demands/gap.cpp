// `gap`: between neighbouring events, and to the edges of what the log covers, no more than so long.
#include "check/court.hpp"

namespace shixian::check {

namespace {

using time::Instant;
using time::Moment;

/// A stretch without a certain event.
struct Stretch {
  std::uint32_t before = none;
  std::uint32_t after = none;
  Moment from;
  std::optional<Moment> to;  ///< absent: still open
};

/// From when to when silence counts. Where it counts from the beginning of the coverage, whatever came before lies
/// before it; where from the beginning of the duty, that is as good as an event.
struct Edges {
  std::optional<Instant> from;
  Instant to;
  bool of_coverage = false;

  Instant silent_since(Instant otherwise) const {
    return !from ? otherwise : of_coverage ? *from - std::chrono::microseconds{1} : *from;
  }
};

Edges edges_of(const Court& court, const Obligation& obligation) {
  const auto origin = court.context.origin_of(obligation.finding, court.events);
  const auto& force = court.rule.in_force;
  Edges edges{std::nullopt, court.as_of(obligation)};
  const auto covered = court.context.expected.covered[origin].from;
  if (force.from) edges.from = court.zone().start_of(*force.from);
  edges.of_coverage = covered > edges.from.value_or(time::earliest);
  if (edges.of_coverage) edges.from = covered;
  if (force.to) edges.to = std::min(edges.to, court.zone().end_of(*force.to));
  return edges;
}

class Watch {
 public:
  Watch(Court& court, const Obligation& obligation)
      : court_(court), obligation_(obligation), edges_(edges_of(court, obligation)) {}

  void judge() {
    std::vector<Shown> certain;
    const auto events = court_.inside(court_.wanted.front(), obligation_, {edges_.from, edges_.to});
    for (const auto& shown : events) (shown.doubt ? possible_ : certain).push_back(shown);
    if (!court_.context.recorded) {
      auto finding = obligation_.finding;
      court_.absence_proves(finding, obligation_);
      return court_.settle(finding);
    }
    Stretch open;
    open.from = court_.zone().at(edges_.silent_since(court_.context.beginning));
    bool begun = edges_.from || certain.empty();
    for (const auto& shown : certain) {
      open.after = shown.event;
      open.to = shown.moment;
      if (begun) weigh(open);
      begun = true;
      open = {shown.event, none, shown.moment, std::nullopt};
    }
    weigh(open);
    if (found_ == 0) court_.settle(obligation_.finding, Verdict::met);
  }

 private:
  void weigh(const Stretch& stretch) {
    const auto timing = court_.clock.plain(stretch.from, *court_.rule.demand.gap, time::Roll::none);
    const auto ends = stretch.to.value_or(court_.zone().at(edges_.to));
    const bool short_enough =
        stretch.to ? ends.last <= timing.first_deadline : !has_passed(timing.first_deadline, edges_.to);
    if (timing.unclear.empty() && short_enough) return;
    const bool too_long = timing.unclear.empty() && (stretch.to ? ends.first > timing.last_deadline
                                                                : has_passed(timing.last_deadline, edges_.to));
    auto finding = obligation_.finding;
    finding.trigger = stretch.before;
    finding.response = stretch.after;
    finding.reckoning = timing.reckoning;
    ++found_;
    const auto limit = time::describe(*court_.rule.demand.gap);
    if (!timing.unclear.empty()) {
      court_.undetermined(finding, timing.unclear);
    } else if (!too_long) {
      court_.undetermined(
          finding, {fmt::format("the times are too coarse to say whether more than {} lie between", limit.english),
                    fmt::format("时间不够精确，无法判断间隔是否超过{}", limit.chinese)});
    } else if (const auto* filler = between(stretch, ends); filler && may_be_filled(stretch)) {
      court_.undetermined(finding, {fmt::format("the event at {} may fill the gap: {}",
                                                court_.place_of(filler->event).english, filler->doubt->english),
                                    fmt::format("{}的事件可能填补这一间隔：{}", court_.place_of(filler->event).chinese,
                                                filler->doubt->chinese)});
    } else if (court_.absence_proves(finding, inside_coverage())) {
      finding.verdict = Verdict::breached;
      const auto since = stretch.before == none ? edges_.from.value_or(stretch.from.first) : stretch.from.first;
      const auto from = time::iso(court_.zone().day_of(since));
      court_.note(finding, stretch.to ? text::phrase("nothing from {} to {}", "{} 至 {} 之间没有", from,
                                                     time::iso(court_.zone().day_of(ends.first)))
                                      : text::phrase("nothing since {}", "{} 以来没有", from));
    }
    court_.settle(finding);
  }

  /// What lies within the coverage is not in doubt for having begun before it.
  Obligation inside_coverage() const {
    auto obligation = obligation_;
    obligation.moment.first = time::latest;
    return obligation;
  }

  /// Whether the events that are only possible are near enough to one another, and to its ends, to fill a stretch:
  /// those without a time wherever they are needed.
  bool may_be_filled(const Stretch& stretch) const {
    std::ptrdiff_t spare = 0;
    std::vector<Moment> inside;
    for (const auto& shown : possible_) {
      const auto ends = stretch.to ? stretch.to->last : edges_.to;
      if (!shown.moment.known())
        ++spare;
      else if (shown.moment.last >= stretch.from.first && shown.moment.first <= ends)
        inside.push_back(shown.moment);
    }
    const auto fill = [&](Moment from, const std::optional<Moment>& to) {
      while (spare >= 0) {
        const auto timing = court_.clock.plain(from, *court_.rule.demand.gap, time::Roll::none);
        const bool reaches = !timing.unclear.empty() ||
                             (to ? to->first <= timing.last_deadline : !has_passed(timing.last_deadline, edges_.to));
        if (reaches) return;
        --spare;
        from = court_.zone().at(timing.last_deadline);
      }
    };
    auto from = stretch.from;
    for (const auto& moment : inside) {
      fill(from, moment);
      from = moment;
    }
    fill(from, stretch.to);
    return spare >= 0;
  }

  const Shown* between(const Stretch& stretch, const Moment& ends) const {
    for (const auto& shown : possible_)
      if (!shown.moment.known() || (shown.moment.last >= stretch.from.first && shown.moment.first <= ends.last))
        return &shown;
    return nullptr;
  }

  Court& court_;
  const Obligation& obligation_;
  Edges edges_;
  std::vector<Shown> possible_;
  std::uint32_t found_ = 0;
};

}  // namespace

void judge_gap(Court& court, std::span<Obligation> obligations) {
  for (const auto& obligation : obligations) Watch(court, obligation).judge();
}

}  // namespace shixian::check
