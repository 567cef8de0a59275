// deadlines CALENDAR PACK MAPPING LEDGER AS-OF: the verdict and deadline of each obligation.
#include <iostream>

#include "check/check.hpp"
#include "check/evidence.hpp"
#include "log/read.hpp"
#include "rule/pack.hpp"
#include "rule/yaml.hpp"
#include "time/written.hpp"

using namespace shixian;

template <class Read>
auto read(const char* path, text::Diagnostics& problems, Read meaning) {
  const auto document = rule::read_yaml(path, problems);
  return document ? meaning(*document) : std::nullopt;
}

int main(int, char** words) {
  text::Diagnostics problems;
  text::Phrase why;
  const auto calendar = read(words[1], problems, [&](auto& yaml) { return time::read_calendar(yaml, problems); });
  const auto pack = read(words[2], problems, [&](auto& yaml) { return rule::read_pack(yaml, {}, problems); });
  const auto mapping = read(words[3], problems, [&](auto& yaml) { return log::read_mapping(yaml, problems); });
  const auto as_of = pack ? time::read_time(words[5], pack->zone, {}, why) : std::nullopt;
  if (calendar && mapping && as_of) {
    const auto log = log::read_log({{words[4], &*mapping}}, {pack->zone}, problems);
    const std::vector<check::PackInput> packs{{&*pack, &*calendar}};
    check::check_fit(packs, log, problems);
    check::Groupings groupings(log.events);
    if (!problems.has_errors()) {
      const auto findings = check::check(packs, log, groupings, {as_of->last});
      for (const auto& finding : findings.all) {
        const auto deadline = check::deadline(finding, findings, log);
        std::cout << check::subject(finding, findings, log) << ' ' << check::name(finding.verdict) << ' '
                  << (deadline ? time::iso(*deadline) : "-") << '\n';
      }
    }
  }
  text::print(std::cerr, problems, text::Language::english);
  return problems.has_errors() || !as_of ? 2 : 0;
}
