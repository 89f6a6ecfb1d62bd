#ifndef LAOWU_INTAKE_FILE_CELL_FORMAT_H_
#define LAOWU_INTAKE_FILE_CELL_FORMAT_H_

// Numbers of a workbook as the texts that people see. Pure and thread-safe.

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// What a number format makes of a number.
struct NumberFormat {
  enum class Kind : std::uint8_t { kPlain, kDate, kDateTime, kTime, kPercent, kPadded };
  Kind kind = Kind::kPlain;
  int width = 0;  // kPadded: "000000" is 6
  // kPlain and kPadded: what people see behind the number, 元/天 of `0"元/天"`. Not of a format
  // that shows another number than the cell's (`0.0,"千"`).
  std::string unit{};
};

// Of a built-in format by its number (ECMA-376 part 1, 18.8.30, with those of Chinese systems: 27
// to 36 and 50 to 58 are dates), and of a code such as `yyyy"年"m"月"` or `[$-804]0000`.
NumberFormat BuiltinFormat(int id);
NumberFormat FormatOfCode(absl::string_view code);

// A number's text. Dates are ISO 8601 ("2024-05-01", "2024-05-01 08:30", "08:30"); whole numbers
// have neither exponent nor ".0". `since_1904`: the workbook's days count from there.
std::string NumberText(double number, const NumberFormat& format, bool since_1904);

// The same for a number as it is written in an XML part. Digits that a writer kept whole stay, also
// 18 of them; where digits were lost in a floating-point number before (Excel keeps 15), the text
// is in scientific notation, "5.20202199001011E+17", so that it cannot pass for the number that was
// meant, and `digits_lost` is set. What is no number stays as it is.
std::string WrittenNumberText(absl::string_view written, const NumberFormat& format,
                              bool since_1904, bool& digits_lost);

// A date that an XML part writes as a text (ISO 8601): without fractions of seconds, T, and a time
// of midnight. What bears a zone is the moment in China: "2026-06-30T16:00:00Z" is "2026-07-01",
// but a midnight stands for its day, whatever the zone. What is no such date stays as it is.
std::string IsoDateText(absl::string_view written);

// "5.20202E+17" or "1.38E10": a number that lost digits on its way through a spreadsheet.
bool IsScientific(absl::string_view text);

// A column by its number: 0 → "A", 26 → "AA".
std::string ColumnLetter(int index);

// "13800000000.0" → "13800000000"; others as they are. For what went through a floating-point
// column of another program.
absl::string_view WithoutZeroFraction(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_CELL_FORMAT_H_
