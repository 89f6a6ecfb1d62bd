#ifndef LAOWU_INTAKE_TABLE_CONSENT_HEADER_H_
#define LAOWU_INTAKE_TABLE_CONSENT_HEADER_H_

// What the header of a column of consent makes of the marks under it: which answer a tick is (同意,
// 不同意, 拒绝授权（打√）, 未签), and what its codes stand for (1同意/2不同意). And cells that are
// forms themselves: 同意☑ 不同意□.
//
// Pure; thread-safe. Headers and cells as they stand. For consent_words.cc and consent_doubt.cc.

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

enum class ConsentAsked : std::uint8_t {
  kYes,     // 同意, 是否授权, 愿不愿意提供信息: a tick is a yes
  kNo,      // 不同意, 拒绝授权, 不愿公开信息, 是否拒绝信息共享: a tick is a no
  kNotYet,  // 未签, 待联系: a tick is none given yet
  kUnsure,  // 同意或不同意, 不反对: a tick says nothing
};

// By the last of the header's lines that says so; 是否, 与否 and their like ask and deny nothing.
ConsentAsked WhatHeaderAsks(absl::string_view header);

// Whether it says of itself that it is to be marked, so that an empty cell is an answer not given:
// （打√）, （同意√ 不同意×）, （1同意/2不同意）.
bool HasLegend(absl::string_view header);

// What a mark stands for by the header's legend, as a word: under （1同意/2不同意） "2" is 不同意.
// The text itself, if the header has no legend of codes, or the text is in words; "?" for a mark
// that its legend does not have.
std::string ByLegend(absl::string_view header, absl::string_view text);

// Of a cell that prints its answers, the one that is marked: 同意☑ 不同意□, 同意(√) 不同意( ),
// √同意. "?" if none, several or another mark is: 同意□ 不同意□, 同意×, 同意/不同意. The text
// itself, if it is no such cell.
std::string TickedAnswer(absl::string_view text);

// A tick, as people make or write it: √, ✔, ☑, 1, 勾, 是.
bool IsConsentTick(absl::string_view folded);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_CONSENT_HEADER_H_
