// Entries recorded long after the event, and before it happened, where the ledger says when an entry was made: the
// attribute `recorded-at`. A row is one entry. It is late when it was recorded certainly more than 24 hours after all
// its events that carry the time of recording, and early when it was recorded certainly before all of them: a row that
// grows with its case is neither.
#include <algorithm>

#include "check/integrity/inspection.hpp"
#include "time/written.hpp"

namespace shixian::check {

namespace {

constexpr std::chrono::hours tolerated{24};

/// The times of recording, by code; unknown where the text is no time (then the cell was rejected).
std::vector<time::Moment> times_of(const log::Attribute& recorded, const time::Zone& zone) {
  std::vector<time::Moment> times;
  text::Phrase why;
  for (std::uint32_t code = 0; code < recorded.values.size(); ++code)
    times.push_back(time::read_time(recorded.values.at(code), zone, {}, why).value_or(time::Moment{}));
  return times;
}

template <class Doubtful>
std::vector<std::vector<std::uint32_t>> entries(const Inspection& inspection, const Doubtful& is_doubtful) {
  const auto& events = inspection.events;
  std::vector<std::vector<std::uint32_t>> by_origin(events.origins().size());
  const auto* recorded = events.attribute(log::recorded_at);
  if (!recorded) return by_origin;
  const auto times = times_of(*recorded, inspection.zone());
  for (std::uint32_t first = 0; first < events.size();) {
    const auto end = inspection.end_of_row(first);
    std::uint32_t entry = none;
    bool all = true;
    for (auto event = first; event < end; ++event) {
      const auto code = recorded->codes[event];
      if (code == log::no_value) continue;
      const auto moment = events.moment(event);
      all = all && moment.known() && times[code].known() && is_doubtful(times[code], moment);
      if (entry == none) entry = event;
    }
    if (entry != none && all) by_origin[events.where(entry).origin].push_back(entry);
    first = end;
  }
  return by_origin;
}

std::string recorded(std::uint32_t event, const Inspection& inspection) {
  const auto* attribute = inspection.events.attribute(log::recorded_at);
  text::Phrase why;
  const auto& text = attribute->values.at(attribute->codes[event]);
  const auto moment = time::read_time(text, inspection.zone(), {}, why);
  return moment ? time::readable(inspection.zone().shown(*moment)) : text;
}

}  // namespace

void look_for_late_records(Inspection& inspection, std::vector<Remark>& out) {
  const auto late = entries(inspection, [](const time::Moment& written, const time::Moment& happened) {
    return written.first > happened.last + tolerated;
  });
  for (const auto& rows : late) {
    if (rows.empty()) continue;
    const auto first = rows.front();
    Remark remark;
    remark.count = rows.size();
    remark.what = text::phrase(
        "'{0}': entries recorded more than {1} hours after the event: {2} (the first: row {3}, '{4}' {5}, recorded "
        "{6}); "
        "check their times against the originals",
        "“{0}”：在事件之后超过 {1} 小时才录入的有 {2} 条（最前一条：第 {3} 行，“{4}”{5}，录入于 "
        "{6}）；请对照原件核实其时间",
        inspection.file(first), tolerated.count(), rows.size(), inspection.events.where(first).row,
        inspection.type(first), inspection.shown(first), recorded(first, inspection));
    remark.at = rows;
    out.push_back(std::move(remark));
  }
}

void look_for_early_records(Inspection& inspection, std::vector<Remark>& out) {
  const auto early = entries(inspection, [](const time::Moment& written, const time::Moment& happened) {
    return written.last < happened.first;
  });
  for (const auto& rows : early) {
    if (rows.empty()) continue;
    const auto first = rows.front();
    Remark remark;
    remark.count = rows.size();
    remark.what = text::phrase(
        "'{0}': entries recorded before the event happened: {1} (the first: row {2}, '{3}' {4}, recorded {5}); what "
        "was "
        "only planned then is no event: check whether it happened, and when",
        "“{0}”：事件尚未发生就已录入的有 {1} 条（最前一条：第 {2} 行，“{3}”{4}，录入于 "
        "{5}）；当时只是计划的不算事件，请核实"
        "是否发生、何时发生",
        inspection.file(first), rows.size(), inspection.events.where(first).row, inspection.type(first),
        inspection.shown(first), recorded(first, inspection));
    remark.at = rows;
    out.push_back(std::move(remark));
  }
}

}  // namespace shixian::check
