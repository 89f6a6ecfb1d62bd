#include "reference/person_names.h"

#include <gtest/gtest.h>

namespace laowu::reference {
namespace {

TEST(PersonNames, WhatNamesNobody) {
  for (const char* text :
       {"。",        "-",         "——",       "/",      "（ ）",    "☆",        "王五2",
        "13800",     "<b>王</b>", "王*",      "a@b",    "无",       "无。",     "（无）",
        "不详",      "未知",      "不明",     "不清楚", "待定",     "待补",     "待核实",
        "未提供",    "未登记",    "暂无",     "没有",   "空",       "空白",     "缺失",
        "无名氏",    "不便透露",  "none",     "None",   "NULL",     "n/a",      "N/A",
        "unknown",   "姓名",      "名 字",    "户主",   "本人",     "妻子",     "长子",
        "弟弟",      "朵朵妈妈",  "小明爸爸", "小宝妈", "明明爸",   "户主之妻", "张三、李四",
        "张三/李四", "李四,王五", "A",        "男",     "尚未提供", "尚无",     "张三妻子",
        "小丽家长",  "某某",      "匿名",     "同上",   "合计"}) {
    EXPECT_TRUE(IsNoPersonName(text)) << text;
  }
}

TEST(PersonNames, NamesThatLookLikeWords) {
  for (const char* text : {"王样",
                           "样例",
                           "样本甲",
                           "吴明",
                           "吴详",
                           "卜知",
                           "阿依古丽·买买提",
                           "阿依 古丽",
                           "Li Ming",
                           "Na",
                           "欧阳妹妹",
                           "王妹",
                           "陈小花（户主）",
                           "空明",
                           "未来",
                           "无忌",
                           "买买提・艾力",
                           "甲",
                           "王有",
                           "孔未央",
                           "白雪",
                           "卓玛",
                           "贾妮",
                           "𠮷田",
                           "尚明",
                           "尚清",
                           "王之子"}) {
    EXPECT_FALSE(IsNoPersonName(text)) << text;
  }
}

}  // namespace
}  // namespace laowu::reference
