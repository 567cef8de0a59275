#include "reference/scenario.hpp"

#include <sstream>
#include <stdexcept>

#include "rule/pack.hpp"
#include "rule/yaml.hpp"

namespace shixian::reference {

namespace {

log::Coverage coverage_of(const Ledger& ledger) {
  log::Coverage covered;
  if (ledger.covers_from) covered.from = ledger.zone.start_of(*ledger.covers_from);
  if (ledger.covers_to) covered.to = ledger.zone.end_of(*ledger.covers_to);
  return covered;
}

void print_mapping(std::ostream& out, const Scenario& scenario, std::size_t number) {
  const auto& ledger = scenario.ledgers[number];
  out << "=== file mapping" << number << ".yaml\nshixian-log: 1\nfiles: [log" << number
      << ".csv]\ntime-zone: " << ledger.zone.name() << '\n';
  if (ledger.covers_from || ledger.covers_to) {
    out << "covers: {";
    if (ledger.covers_from) out << "from: " << time::iso(*ledger.covers_from) << (ledger.covers_to ? ", " : "");
    if (ledger.covers_to) out << "to: " << time::iso(*ledger.covers_to);
    out << "}\n";
  }
  out << "attributes: {";
  for (const auto& name : attribute_names())
    out << (&name == attribute_names().data() ? "" : ", ") << name << ": " << name;
  out << "}\nevent: ";
  if (ledger.may_hold.empty()) {
    out << "event";
  } else {
    out << "{column: event, values: {";
    for (const auto& type : ledger.may_hold)
      out << (&type == ledger.may_hold.data() ? "" : ", ") << type << ": " << type;
    out << "}}";
  }
  out << "\ntime: time\n";
  if (number == 0) out << "rosters: {units: {file: units.csv}}\n";
}

void print_rows(std::ostream& out, const Scenario& scenario, std::size_t number) {
  out << "=== file log" << number << ".csv\nevent,time";
  for (const auto& name : attribute_names()) out << ',' << name;
  out << '\n';
  for (const auto& row : scenario.rows) {
    if (row.ledger != number) continue;
    out << row.type << ',' << (row.at.known() ? time::iso(row.at) : "unreadable");
    for (const auto& name : attribute_names()) {
      const auto found = row.attributes.find(name);
      out << ',' << (found == row.attributes.end() ? "" : found->second);
    }
    out << '\n';
  }
}

}  // namespace

const std::vector<std::string>& attribute_names() {
  static const std::vector<std::string> names{"case",   "doc",    "unit", "level", "flag",
                                              "weight", "figure", "when", "month", "note"};
  return names;
}

std::string PackText::yaml() const {
  auto all = head + "rules:\n";
  for (const auto& rule : rules) all += rule;
  return all;
}

std::shared_ptr<const rule::Pack> read(const PackText& pack) {
  static std::map<std::string, std::shared_ptr<const rule::Pack>> lately;
  if (lately.size() > 100) lately.clear();
  auto& known = lately[pack.yaml()];
  if (known) return known;
  text::Diagnostics problems;
  const auto document = rule::parse_yaml(std::make_shared<text::Source>("pack.yaml", pack.yaml()), problems);
  if (auto result = document ? rule::read_pack(*document, {}, problems) : std::nullopt)
    return known = std::make_shared<const rule::Pack>(std::move(*result));
  std::ostringstream said;
  text::print(said, problems, text::Language::english);
  throw std::runtime_error(said.str() + pack.yaml());
}

log::Log log_of(const Scenario& scenario) {
  log::Log log;
  for (const auto& ledger : scenario.ledgers) {
    const auto name = fmt::format("log{}.csv", log.coverage.size());
    log::Origin origin;
    origin.file = name;
    origin.rows = origin.events = scenario.rows.size();
    log.events.add_origin(std::move(origin));
    log.coverage.push_back(coverage_of(ledger));
    log.may_hold.push_back(ledger.may_hold);
  }
  std::vector<std::uint32_t> attributes;
  for (const auto& name : attribute_names()) attributes.push_back(log.events.add_attribute(name));
  std::uint32_t number = 1;
  for (const auto& row : scenario.rows) {
    const auto event =
        log.events.add(log.events.intern_type(row.type), row.at, {static_cast<std::uint32_t>(row.ledger), ++number, 2});
    for (std::size_t i = 0; i < attributes.size(); ++i)
      if (const auto found = row.attributes.find(attribute_names()[i]); found != row.attributes.end())
        log.events.set(event, attributes[i], log.events.intern_value(attributes[i], found->second));
  }
  log::Roster roster;
  roster.file = "units.csv";
  for (const auto& unit : scenario.roster) {
    roster.entities.push_back(unit);
    roster.rows.push_back(static_cast<std::uint32_t>(roster.entities.size() + 1));
  }
  log.rosters.emplace("units", std::move(roster));
  return log;
}

std::string print(const Scenario& scenario) {
  std::ostringstream out;
  std::string arguments;
  for (std::size_t i = 0; i < scenario.packs.size(); ++i) {
    out << "=== file pack" << i << ".yaml\n" << scenario.packs[i].yaml();
    arguments += fmt::format(" -r pack{}.yaml", i);
  }
  for (std::size_t i = 0; i < scenario.ledgers.size(); ++i) {
    print_mapping(out, scenario, i);
    print_rows(out, scenario, i);
    arguments += fmt::format(" -m mapping{}.yaml", i);
  }
  out << "=== file units.csv\nunit\n";
  for (const auto& unit : scenario.roster) out << unit << '\n';
  out << "=== run check" << arguments << " --as-of " << time::iso(time::Zone::utc().at(scenario.as_of))
      << " --format jsonl\n";
  return out.str();
}

}  // namespace shixian::reference
