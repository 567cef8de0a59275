#include "log/canonical/canonical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "log/place.hpp"
#include "log/rows/cell.hpp"
#include "text/cell.hpp"
#include "time/written.hpp"

namespace shixian::log {

namespace {

bool comes_back(const std::string& text, const time::Moment& moment, const time::Zone& zone) {
  text::Phrase why;
  const auto read = time::read_time(text, zone, {}, why);
  return read && *read == moment;
}

/// Whether a value of an attribute is what reading it gives.
bool comes_back(const std::string& value, AttributeType type, const time::Zone& zone) {
  if (value.empty() || value == lost_text || text::tidy(value) != value) return false;
  switch (type) {
    case AttributeType::untyped:
    case AttributeType::string:
      return true;
    case AttributeType::number:
      return text::canonical_number(value) == value;
    case AttributeType::boolean:
      return value == "true" || value == "false";
    case AttributeType::time: {
      text::Phrase why;
      const auto read = time::read_time(value, zone, {}, why);
      return read && time::iso(*read) == value;
    }
  }
  return false;
}

std::string place(const EventTable& events, const Where& where) {
  return place_of(events.origins()[where.origin], where).english;
}

std::string place(const EventTable& events, std::uint32_t event) { return place(events, events.where(event)); }

/// Goes through the rows of the canonical form: the events as they were read, and each rejected row before the first
/// event that was read after it.
template <class OnEvent, class OnLost>
void for_each_row(const Log& log, const OnEvent& on_event, const OnLost& on_lost) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> lost;
  for (const auto& rejection : log.rejections)
    if (!rejection.event_kept) lost.emplace(rejection.origin, rejection.row);
  auto next = lost.begin();
  for (std::uint32_t event = 0; event < log.events.size(); ++event) {
    const auto& where = log.events.where(event);
    for (; next != lost.end() && *next < std::pair(where.origin, where.row); ++next) on_lost(next->first, next->second);
    on_event(event);
  }
  for (; next != lost.end(); ++next) on_lost(next->first, next->second);
}

/// What an event says of an attribute; empty: nothing.
std::string_view said(const EventTable& events, std::uint32_t event, const Attribute& attribute) {
  if (const auto code = attribute.codes[event]; code != no_value) return attribute.values.at(code);
  return events.unreadable(event, events.number_of(attribute)) ? lost_text : std::string_view{};
}

void write_cell(std::ostream& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) {
    out << text;
    return;
  }
  out << '"';
  for (const char c : text) {
    if (c == '"') out << '"';
    out << c;
  }
  out << '"';
}

void write_json(std::ostream& out, std::string_view text) {
  out << '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out << '\\' << c;
    else if (static_cast<unsigned char>(c) < 0x20)
      out << fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out << c;
  }
  out << '"';
}

}  // namespace

std::vector<std::string> canonical_columns(const EventTable& events) {
  std::set<std::string> taken{"event", "time", "source"};
  std::vector<std::string> columns;
  for (const auto& attribute : events.attributes()) {
    auto name =
        text::folded(attribute.name) == attribute.name ? attribute.name : std::string(text::tidy(attribute.name));
    const auto plain = name;
    for (int number = 2; name.empty() || !taken.insert(text::folded(name)).second; ++number)
      name = fmt::format("{} ({})", plain, number);
    columns.push_back(std::move(name));
  }
  return columns;
}

std::optional<std::string> written_exactly(const time::Moment& moment, const time::Zone& zone) {
  if (!moment.known()) return std::string();
  auto text = time::iso(moment);
  if (comes_back(text, moment, zone)) return text;
  constexpr std::size_t offset = 6;  // +08:00
  if (moment.precision == time::Precision::day || text.size() <= offset) return std::nullopt;
  text.resize(text.size() - offset);
  if (comes_back(text, moment, zone)) return text;
  return std::nullopt;
}

bool can_be_canonical(const Log& log, const time::Zone& zone, text::Diagnostics& out) {
  const auto before = out.errors();
  const auto& events = log.events;
  std::set<std::string> types;
  for (std::uint32_t code = 0; code < events.types().size(); ++code)
    if (!types.insert(text::folded(events.types().at(code))).second)
      out.error(text::Code::bad_log, {},
                text::phrase("the event type '{}' differs from another in width alone, and would be read as that one",
                             "事件类型“{}”与另一类型只有全角半角之别，读回时会混为一类", events.types().at(code)))
          .with_help({"give the two the same name, or different ones, in the mapping's 'values'",
                      "请在映射的 values 中把两者写成同一名称，或改成不同的名称"});
  for (std::uint32_t event = 0; event < events.size(); ++event)
    if (!written_exactly(events.moment(event), zone))
      out.error(text::Code::bad_time, {},
                text::phrase("{}: the time {} cannot be written so that it comes back the same in {}",
                             "{}：时间 {} 写出后按 {} 读回会改变", place(events, event),
                             time::iso(events.moment(event)), zone.name()))
          .with_help({"name the time zone that its days are of: time-zone: … in the mapping",
                      "请在映射中写明其日期所用的时区：time-zone: …"});
  for (const auto& attribute : events.attributes()) {
    std::vector<bool> changes(attribute.values.size());
    for (std::uint32_t code = 0; code < attribute.values.size(); ++code)
      changes[code] = !comes_back(attribute.values.at(code), attribute.type, zone);
    for (std::uint32_t event = 0; event < events.size(); ++event) {
      const auto code = attribute.codes[event];
      if (code == no_value || !changes[code]) continue;
      changes[code] = false;  // once a value
      out.error(text::Code::bad_log, {},
                text::phrase("{0}: the value '{1}' of '{2}' would be read back as another",
                             "{0}：“{2}”的值“{1}”读回时会改变", place(events, event),
                             excerpt(attribute.values.at(code)), attribute.name))
          .with_help({"correct the value in the ledger", "请在台账中更正该值"});
    }
  }
  return out.errors() == before;
}

void write_csv(const Log& log, const time::Zone& zone, std::ostream& out) {
  const auto& events = log.events;
  out << "event,time";
  for (const auto& column : canonical_columns(events)) write_cell(out << ',', column);
  out << ",source\n";
  for_each_row(
      log,
      [&](std::uint32_t event) {
        write_cell(out, events.types().at(events.type(event)));
        out << ',' << written_exactly(events.moment(event), zone).value_or("");
        for (const auto& attribute : events.attributes()) write_cell(out << ',', said(events, event, attribute));
        write_cell(out << ',', place(events, event));
        out << '\n';
      },
      [&](std::uint32_t origin, std::uint32_t row) {
        out << std::string(events.attributes().size() + 2, ',');
        write_cell(out, place(events, {origin, row, 0}));
        out << '\n';
      });
}

void write_json_lines(const Log& log, const time::Zone& zone, std::ostream& out) {
  const auto& events = log.events;
  const auto columns = canonical_columns(events);
  for_each_row(
      log,
      [&](std::uint32_t event) {
        write_json(out << "{\"event\":", events.types().at(events.type(event)));
        write_json(out << ",\"time\":", written_exactly(events.moment(event), zone).value_or(""));
        for (std::size_t i = 0; i < columns.size(); ++i) {
          const auto value = said(events, event, events.attributes()[i]);
          if (value.empty()) continue;
          write_json(out << ',', columns[i]);
          write_json(out << ':', value);
        }
        write_json(out << ",\"source\":", place(events, event));
        out << "}\n";
      },
      [&](std::uint32_t origin, std::uint32_t row) {
        write_json(out << "{\"event\":\"\",\"time\":\"\",\"source\":", place(events, {origin, row, 0}));
        out << "}\n";
      });
}

}  // namespace shixian::log
