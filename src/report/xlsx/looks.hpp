// How the cells of the workbook look.
#pragma once

#include "report/xlsx/book.hpp"

namespace shixian::report::xlsx {

/// What all cells share: font, thin lines, text at the top; on as many lines as it takes, or shrunk to fit.
void apply_base(lxw_format* format, text::Language language, bool wrapped);
/// Of a line of text, in points.
double line_height(text::Language language);
void apply(lxw_format* format, Style style);

}  // namespace shixian::report::xlsx
