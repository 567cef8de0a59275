// What the name of a column lets one expect of its cells.
#pragma once

#include <string>

namespace shixian::log {

enum class Likely { no, maybe, yes };

/// That it holds times: 印发时间, reply_date, created_at.
bool speaks_of_times(const std::string& name);

/// That it says what happened: yes of 事件, 环节, activity; maybe of 状态, type; no of 事件编号, 操作人.
Likely speaks_of_events(const std::string& name);

/// That its times are those at which rows were entered: yes of 录入时间, recorded_at; maybe of 登记时间, created_at.
Likely speaks_of_recording(const std::string& name);

/// That it counts rows: 序号.
bool counts_rows(const std::string& name);

/// That it tells cases apart: 文号, 案件编号, order_id.
bool speaks_of_cases(const std::string& name);

/// 印发时间 → 印发; reply_date → reply.
std::string event_of(const std::string& column);

}  // namespace shixian::log
