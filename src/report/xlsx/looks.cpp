#include "report/xlsx/looks.hpp"

#include <xlsxwriter.h>

namespace shixian::report::xlsx {

namespace {

constexpr lxw_color_t line = 0xBFBFBF, white = 0xFFFFFF, navy = 0x1F3864, ink = 0x1F3864, sand = 0xFFF2CC,
                      ochre = 0x7F6000;

void fill(lxw_format* format, lxw_color_t background, lxw_color_t text) {
  format_set_bg_color(format, background);
  format_set_font_color(format, text);
}

void header(lxw_format* format) {
  format_set_bold(format);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
}

void verdict(lxw_format* format, lxw_color_t background, lxw_color_t text) {
  fill(format, background, text);
  format_set_bold(format);
}

}  // namespace

double line_height(text::Language language) { return language == text::Language::chinese ? 13 : 15; }

void apply_base(lxw_format* format, text::Language language, bool wrapped) {
  format_set_font_name(format, language == text::Language::chinese ? "宋体" : "Calibri");
  format_set_font_size(format, language == text::Language::chinese ? 10 : 11);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  wrapped ? format_set_text_wrap(format) : format_set_shrink(format);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, line);
}

void apply(lxw_format* format, Style style) {
  switch (style) {
    case Style::text:
      return format_set_num_format(format, "@");
    case Style::number:
      return format_set_num_format(format, "0");
    case Style::figure:
      format_set_align(format, LXW_ALIGN_LEFT);
      return format_set_num_format(format, "0");
    case Style::decimal:
      return format_set_num_format(format, "0.00");
    case Style::percent:
      return format_set_num_format(format, "0.0%");
    case Style::link:
      format_set_font_color(format, 0x0563C1);
      return format_set_underline(format, LXW_UNDERLINE_SINGLE);
    case Style::title:
      format_set_bold(format);
      format_set_font_size(format, 16);
      format_set_font_color(format, ink);
      format_set_border(format, LXW_BORDER_NONE);
      return;
    case Style::heading:
      fill(format, 0xD9E2F3, ink);
      return format_set_bold(format);
    case Style::label:
      return format_set_bold(format);
    case Style::alarm:
      return verdict(format, 0xFFC7CE, 0x9C0006);
    case Style::total:
      format_set_bold(format);
      format_set_bg_color(format, 0xEDEDED);
      return format_set_num_format(format, "0");
    case Style::total_percent:
      format_set_bold(format);
      format_set_bg_color(format, 0xEDEDED);
      return format_set_num_format(format, "0.0%");
    case Style::header:
      fill(format, navy, white);
      return header(format);
    case Style::fill_in_header:
      fill(format, ochre, white);
      return header(format);
    case Style::fill_in:
      format_set_bg_color(format, sand);
      return format_set_num_format(format, "@");
    case Style::fill_in_day:
      format_set_bg_color(format, sand);
      return format_set_num_format(format, "yyyy-mm-dd");
    case Style::red:
      return verdict(format, 0xFFC7CE, 0x9C0006);
    case Style::amber:
      return verdict(format, 0xFFEB9C, 0x7F6000);
    case Style::blue:
      return verdict(format, 0xDDEBF7, 0x1F4E78);
    case Style::grey:
      return verdict(format, 0xE7E6E6, 0x404040);
    case Style::green:
      return verdict(format, 0xC6EFCE, 0x006100);
  }
}

}  // namespace shixian::report::xlsx
