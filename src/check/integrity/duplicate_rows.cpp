// Rows that say the same as an earlier row in everything the mapping reads: the types, times and attributes of all
// their events. A row is left out whose events carry no attribute, or have a time that could not be read: nothing tells
// it apart. Where more than a tenth of a ledger's rows repeat others and its events carry no key of a rule (two updates
// of one column on one day), repetition is the ledger's way and nothing is said.
#include <algorithm>

#include "check/integrity/inspection.hpp"

namespace shixian::check {

namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0xFF51AFD7ED558CCDu;
  return hash ^ hash >> 32;
}

/// What an event says, as a number. 0: it cannot be told apart from others.
std::vector<std::uint64_t> contents(const log::EventTable& events) {
  std::vector<std::uint64_t> hashes(events.size());
  std::vector<bool> carries(events.size());
  for (const auto& attribute : events.attributes())
    for (std::uint32_t event = 0; event < events.size(); ++event) {
      hashes[event] = mixed(hashes[event], attribute.codes[event]);
      if (attribute.codes[event] != log::no_value) carries[event] = true;
    }
  for (std::uint32_t event = 0; event < events.size(); ++event) {
    const auto moment = events.moment(event);
    const auto time = mixed(static_cast<std::uint64_t>(moment.first.time_since_epoch().count()),
                            static_cast<std::uint64_t>(moment.last.time_since_epoch().count()));
    hashes[event] = carries[event] && moment.known() ? mixed(mixed(hashes[event], events.type(event)), time) | 1 : 0;
  }
  return hashes;
}

bool equal(std::uint32_t a, std::uint32_t b, const log::EventTable& events) {
  const auto left = events.moment(a), right = events.moment(b);
  return events.type(a) == events.type(b) && left.first == right.first && left.last == right.last &&
         std::all_of(events.attributes().begin(), events.attributes().end(),
                     [&](const auto& attribute) { return attribute.codes[a] == attribute.codes[b]; });
}

std::vector<std::uint32_t> originals_of(const Inspection& inspection) {
  const auto& events = inspection.events;
  const auto hashes = contents(events);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> rows;
  for (std::uint32_t first = 0; first < events.size();) {
    const auto end = inspection.end_of_row(first);
    std::uint64_t hash = 1;
    bool whole = true;
    for (auto event = first; event < end; ++event) {
      whole = whole && hashes[event] != 0;
      hash = mixed(hash, hashes[event]);
    }
    if (whole) rows.emplace_back(hash, first);
    first = end;
  }
  std::sort(rows.begin(), rows.end());
  const auto same_content = [&](std::uint32_t a, std::uint32_t b) {
    const auto size = inspection.end_of_row(a) - a;
    if (inspection.end_of_row(b) - b != size) return false;
    for (std::uint32_t i = 0; i < size; ++i)
      if (!equal(a + i, b + i, events)) return false;
    return true;
  };
  std::vector<std::uint32_t> made(events.size(), none);
  for (std::size_t i = 0, lender = 0; i < rows.size(); ++i) {
    if (rows[i].first != rows[lender].first) lender = i;
    const auto original = rows[lender].second, row = rows[i].second;
    if (i == lender || !same_content(original, row)) continue;
    std::fill(made.begin() + row, made.begin() + inspection.end_of_row(row), original);
  }
  return made;
}

/// Whether a rule tells cases apart by what the events of the row carry.
bool is_keyed(const Inspection& inspection, std::uint32_t event) {
  for (const auto& pack : inspection.packs)
    for (const auto& rule : pack.pack->rules) {
      const auto carried = [&](const std::string& key) {
        const auto* attribute = inspection.events.attribute(key);
        return attribute && attribute->codes[event] != log::no_value;
      };
      if (!rule.same.empty() && std::all_of(rule.same.begin(), rule.same.end(), carried)) return true;
    }
  return false;
}

}  // namespace

const std::vector<std::uint32_t>& Inspection::originals() {
  if (!originals_) originals_ = originals_of(*this);
  return *originals_;
}

void look_for_duplicate_rows(Inspection& inspection, std::vector<Remark>& out) {
  const auto& events = inspection.events;
  const auto& found = inspection.originals();
  struct Repeated {
    std::vector<std::uint32_t> rows;
    bool keyed = false;
  };
  std::vector<Repeated> by_origin(events.origins().size());
  for (std::uint32_t event = 0; event < events.size(); ++event) {
    if (found[event] == none || (event > 0 && inspection.same_row(event, event - 1))) continue;
    auto& repeated = by_origin[events.where(event).origin];
    repeated.rows.push_back(event);
    repeated.keyed = repeated.keyed || is_keyed(inspection, event);
  }
  for (std::size_t origin = 0; origin < by_origin.size(); ++origin) {
    const auto& [rows, keyed] = by_origin[origin];
    if (rows.empty() || (!keyed && rows.size() * 10 > events.origins()[origin].rows)) continue;
    const auto repeat = rows.front(), original = found[repeat];
    Remark remark;
    remark.count = rows.size();
    remark.what = text::phrase(
        "'{0}': rows that repeat an earlier row in all that the mapping reads: {1} (the first: row {2}, as {3} row "
        "{4}); "
        "check whether one thing was entered twice, and if so take the repeats out",
        "“{0}”：与此前某一行完全相同的行（就映射所读各列而言）{1} 行（最前一行为第 {2} 行，同 {3} 第 {4} "
        "行）；请核对是否"
        "重复登记，重复的请删去",
        inspection.file(repeat), rows.size(), events.where(repeat).row, inspection.file(original),
        events.where(original).row);
    remark.at = rows;
    out.push_back(std::move(remark));
  }
}

}  // namespace shixian::check
