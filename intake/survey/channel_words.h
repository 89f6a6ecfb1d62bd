#ifndef LAOWU_INTAKE_SURVEY_CHANNEL_WORDS_H_
#define LAOWU_INTAKE_SURVEY_CHANNEL_WORDS_H_

// By which way somebody went, in the words of villages: 自己去的, 亲戚带出去, 网上找的. Of the
// organised ways is read what names who sent them, of the kinds of ratio.md's table: 人社局组织,
// 劳务公司组织, 学校安排, and such a body by its own name alone (驻晋江劳务协作站,
// 盘州市劳务服务公司, 人社局); not 村里组织 (no kind of that table says it), nor 中介 alone. The
// list of plain names is the intake role's (services/intake/outcome_words.h), which asks it first.
// Pure and thread-safe.

#include <optional>

#include "absl/strings/string_view.h"
#include "reference/policy.h"

namespace laowu::intake {

// `text`: folded, without blanks. nullopt: not understood, or denied (不是亲戚介绍).
std::optional<reference::Channel> ReadChannelWords(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_CHANNEL_WORDS_H_
