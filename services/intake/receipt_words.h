#ifndef LAOWU_SERVICES_INTAKE_RECEIPT_WORDS_H_
#define LAOWU_SERVICES_INTAKE_RECEIPT_WORDS_H_

// What a receipt says of one row, in Chinese and English, for the clerk who sent it. Pure;
// thread-safe.

#include <string>

#include "laowu/v1/intake_service.pb.h"

namespace laowu::intake_role {

// "新建 created", "退回 rejected"; of an undone import also "已撤销 undone".
std::string ResultWords(const v1::ImportRow& row);
// All that was read and is kept of it but the description, each value with its name, and what was
// assumed of it: "工种 occupation: 焊工 6-18-02-04（推断 inferred）; 工资 wage: 5200 元/月（推断
// inferred： 每月按26天 ×26 days）; …". In read_words.cc.
std::string ReadWords(const v1::ImportRow& row);
// What is wrong or to be looked at; empty: nothing.
std::string ProblemWords(const v1::ImportRow& row);
// How to mend that; empty where the problem says it.
std::string MendWords(const v1::ImportRow& row);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_RECEIPT_WORDS_H_
