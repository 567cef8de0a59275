#include "rule/pack.hpp"

#include <map>
#include <set>

#include "rule/domains.hpp"
#include "rule/extends.hpp"
#include "rule/looser.hpp"
#include "rule/pack_shape.hpp"
#include "rule/parameters.hpp"
#include "rule/read_rule.hpp"
#include "rule/read_value.hpp"
#include "rule/references.hpp"
#include "text/fields.hpp"
#include "text/suggest.hpp"
#include "time/zone_field.hpp"

namespace shixian::rule {

namespace {

using text::Code;

void read_source_document(text::Fields& fields, Pack& pack) {
  const auto* node = fields.take("source");
  if (!node) return;
  text::Fields source(fields.source(), *node, {"'source'", "“source”"}, fields.out());
  pack.issuer = source.text("issuer").value_or("");
  pack.issued = date_at(source, "issued");
  pack.source_text = source.text("text").value_or("");
  source.finish();
}

void read_regime(text::Fields& fields, Pack& pack) {
  pack.regime = &time::cn_civil_code();
  const auto ids = time::regime_ids();
  if (const auto index = fields.one_of("regime", ids)) pack.regime = time::find_regime(ids[*index]);
}

/// Looks at the ids alone, so that a rule with other mistakes counts too.
void refuse_repeated_ids(const text::Node& rules, const text::SourcePtr& source, text::Diagnostics& out) {
  std::map<std::string, text::Place> ids;
  for (const auto& rule : rules.items) {
    for (const auto& entry : rule.entries) {
      if (entry.key != "id" || !entry.value.is_scalar() || entry.value.value.empty()) continue;
      const auto [first, fresh] = ids.emplace(
          entry.value.value, text::Place{entry.value.source ? entry.value.source : source, entry.value.span});
      if (!fresh)
        out.error(Code::duplicate_rule, {source, entry.value.span},
                  text::phrase("the rule id '{}' stands twice", "规则标识“{}”重复", entry.value.value))
            .label(first->second, {"first used here", "第一次用在这里"});
    }
  }
}

}  // namespace

InForce read_in_force(text::Fields& fields) {
  InForce in_force;
  const auto* node = fields.take("in-force");
  if (!node) return in_force;
  text::Fields range(fields.source(), *node, {"'in-force'", "“in-force”"}, fields.out());
  in_force.from = date_at(range, "from");
  in_force.to = date_at(range, "to");
  range.finish();
  if (in_force.from && in_force.to && *in_force.to < *in_force.from)
    fields.out().error(Code::bad_value, fields.place(*node),
                       {"'in-force' ends before it begins", "“in-force”的终止日早于起始日"});
  return in_force;
}

namespace {

std::optional<Pack> read_whole(const text::Document& document, std::span<const Setting> settings,
                               text::Diagnostics& out) {
  const auto errors_before = out.errors();
  Pack pack;
  pack.source = document.source;
  text::Fields head(document.source, document.root, {"a rule pack", "规则包"}, out);
  if (!document.root.is_mapping()) return std::nullopt;
  check_version(head, "shixian");
  pack.id = head.need_text("pack").value_or("");
  pack.place = head.has("pack") ? head.place(*head.take("pack")) : head.place();
  pack.title = head.phrase("title").value_or(text::verbatim(pack.id));
  pack.parameters = read_parameters(head, pack.id, settings);

  // What a parameter chooses may be a word in either spelling.
  const auto chosen = with_parameters(document.root, pack.parameters, document.source, out);
  const auto resolved = text::in_english({document.source, chosen}, pack_shape(), out).document.root;
  text::Fields fields(document.source, resolved, {"a rule pack", "规则包"}, out);
  for (const auto* read_above : {"shixian", "pack", "title", "parameters"}) fields.take(read_above);
  read_source_document(fields, pack);
  pack.calendar = fields.text("calendar").value_or("");
  pack.calendar_place = fields.has("calendar") ? fields.place(*fields.take("calendar")) : fields.place();
  if (const auto* node = fields.need("time-zone"))
    if (auto zone = time::zone_at(fields, *node)) pack.zone = std::move(*zone);
  read_regime(fields, pack);
  pack.in_force = read_in_force(fields);
  pack.domains = read_domains(fields);

  const auto* rules = fields.need("rules");
  if (rules && (!rules->is_sequence() || rules->items.empty())) {
    fields.wrong_shape(*rules, "rules", {"a list of at least one rule", "至少含一条规则的列表"});
  } else if (rules) {
    refuse_repeated_ids(*rules, document.source, out);
    auto head_as_written = document.root;
    std::erase_if(head_as_written.entries, [](const text::Entry& entry) { return entry.key == "rules"; });
    const auto of_the_head = parameters_in(head_as_written);
    const auto* written = text::Fields(document.source, document.root, {}, out).take("rules");
    for (std::size_t i = 0; i < rules->items.size(); ++i) {
      auto rule = read_rule(document.source, rules->items[i], pack, out);
      if (!rule) continue;
      rule->parameters = parameters_in(written->items[i]);
      rule->parameters.insert(rule->parameters.end(), of_the_head.begin(), of_the_head.end());
      pack.rules.push_back(std::move(*rule));
    }
    resolve_references(pack, *rules, out);
    hold_against_domains(pack, out);
  }
  fields.finish();
  if (out.errors() > errors_before) return std::nullopt;
  return pack;
}

/// What an overlay has chosen, as far as the pack that it extends offers it.
std::vector<Setting> chosen_in(const Pack& overlay, const Pack& base) {
  std::vector<Setting> settings;
  for (const auto& mine : overlay.parameters)
    for (const auto& other : base.parameters)
      for (const auto& choice : other.choices)
        if (mine.name == other.name && mine.choices[mine.chosen].value == choice.value)
          settings.push_back({mine.name, choice.value});
  return settings;
}

std::optional<Pack> read_spelled(const text::Document& document, std::span<const Setting> settings,
                                 text::Diagnostics& out) {
  const auto whole = laid_over(document, out);
  if (!whole) return std::nullopt;
  auto pack = read_whole(*whole, settings, out);
  if (!pack) return std::nullopt;
  text::Diagnostics told_already;
  if (const auto base = base_of(document, told_already)) {
    const auto before = out.errors();
    const auto below = read_spelled(*base, {}, told_already);
    const auto alike = below ? read_spelled(*base, chosen_in(*pack, *below), told_already) : std::nullopt;
    if (below) pack->extends = below->id;
    if (alike)
      refuse_looser(*pack, *alike, document, out);
    else
      out.error(text::Code::unreadable_file, pack->place,
                text::phrase("the pack that it extends, '{}', has errors of its own, so that what becomes looser "
                             "cannot be told",
                             "所扩展的规则包“{}”自身有误，无法判断要求是否放宽", base->source->name()))
          .with_help(text::phrase("see 'shixian lint {}'", "请运行“shixian lint {}”查看", base->source->name()));
    if (out.errors() > before) return std::nullopt;
  }
  return pack;
}

}  // namespace

std::optional<Pack> read_pack(const text::Document& document, std::span<const Setting> settings,
                              text::Diagnostics& out) {
  return text::in_either_spelling(document, pack_shape(), out,
                                  [&](const text::Document& english) { return read_spelled(english, settings, out); });
}

namespace {

void refuse_repeated_packs(const std::vector<Pack>& packs, text::Diagnostics& out) {
  std::map<std::string, const Pack*> seen;
  for (const auto& pack : packs) {
    const auto [first, fresh] = seen.emplace(pack.id, &pack);
    if (!fresh)
      out.error(Code::duplicate_rule, pack.place,
                text::phrase("the pack '{}' is given twice", "规则包“{}”给了两次", pack.id))
          .label(first->second->place, {"first given here", "第一次给在这里"});
  }
}

/// An overlay beside the pack that it extends, whose rules it holds.
bool refuse_both_layers(const Pack& a, const Pack& b, text::Diagnostics& out) {
  if (a.extends != b.id) return false;
  out.error(Code::duplicate_rule, a.place,
            text::phrase("'{}' extends '{}', which is given too: every rule would be judged twice",
                         "“{}”沿用“{}”，而后者也已给出：每条规则都会判定两次", a.id, b.id))
      .with_help({"give the overlay alone: it holds the rules of the other", "请只给出前者：它已含有后者的规则"})
      .label(b.place, {"the pack that it extends", "被沿用的规则包"});
  return true;
}

void refuse_rules_in_two_packs(const std::vector<Pack>& packs, text::Diagnostics& out) {
  std::map<std::string, std::pair<const Pack*, const Rule*>> seen;
  std::set<std::pair<const Pack*, const Pack*>> layers;
  for (const auto& pack : packs)
    for (const auto& other : packs)
      if (refuse_both_layers(pack, other, out)) layers.insert({{&pack, &other}, {&other, &pack}});
  for (const auto& pack : packs) {
    for (const auto& rule : pack.rules) {
      const auto [first, fresh] = seen.emplace(rule.id, std::pair{&pack, &rule});
      if (fresh || first->second.first->id == pack.id || layers.contains({&pack, first->second.first})) continue;
      out.error(Code::duplicate_rule, rule.place,
                text::phrase("the rule id '{}' stands in two packs", "两个规则包都有规则“{}”", rule.id))
          .with_help({"findings are told apart by the rule's id: rename one", "结论按规则标识区分：请改其中一个"})
          .label(first->second.second->place, {"first used here", "第一次用在这里"});
    }
  }
}

}  // namespace

void check_together(const std::vector<Pack>& packs, std::span<const Setting> settings, text::Diagnostics& out) {
  refuse_repeated_packs(packs, out);
  refuse_rules_in_two_packs(packs, out);
  refuse_unknown_settings(packs, settings, out);
}

void refuse_unknown_settings(const std::vector<Pack>& packs, std::span<const Setting> settings,
                             text::Diagnostics& out) {
  std::vector<std::string> names;
  for (const auto& pack : packs)
    for (const auto& parameter : pack.parameters) names.push_back(parameter.name);
  for (const auto& setting : settings)
    if (!setting.used)
      out.error(Code::unknown_parameter, {},
                text::phrase("--set {}: no pack has a parameter of that name", "--set {}：没有规则包有这个参数",
                             setting.name))
          .with_help(text::did_you_mean(setting.name, names));
}

}  // namespace shixian::rule
