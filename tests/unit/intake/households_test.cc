// Households by a column of the head and one of what each is to them: joined only where it is sure.

#include "intake/worker/households.h"

#include <gtest/gtest.h>

#include <string>

namespace laowu::intake {
namespace {

constexpr char kTown[] = "520281117";

// Of one sheet; 甲's number is "1".
class Sheet {
 public:
  std::string Next(const char* name, const char* head, const char* relation, const char* number,
                   const char* division = kTown) {
    return households_.HeadOf(0,
                              {{Field::kPersonName, "姓名", name},
                               {Field::kHouseholdHead, "户主姓名", head},
                               {Field::kHouseholdRelation, "与户主关系", relation}},
                              number, division);
  }
  HouseholdsOfSheet households_;
};

TEST(Households, TheRowsBelowTheHeadThatNameThem) {
  Sheet sheet;
  EXPECT_EQ(sheet.Next("甲", "甲", "户主", "1"), "1");
  EXPECT_EQ(sheet.Next("乙", "甲", "配偶", "2"), "1");
  EXPECT_EQ(sheet.Next("丙", "甲", "长子", ""), "1");
  EXPECT_EQ(sheet.Next("丁", "丁", "本人", "4"), "4");
  EXPECT_EQ(sheet.Next("戊", "丁", "之女", "5"), "4");
}

TEST(Households, WhatIsNotSureJoinsNobody) {
  Sheet sheet;
  EXPECT_EQ(sheet.Next("乙", "甲", "配偶", "2"), "");  // before any head
  EXPECT_EQ(sheet.Next("甲", "甲", "户主", "1"), "1");
  EXPECT_EQ(sheet.Next("丙", "甲", "儿子", "3", "520281118"), "");  // registered elsewhere
  EXPECT_EQ(sheet.Next("丁", "甲", "儿子", "4"), "1");
  EXPECT_EQ(sheet.Next("己", "庚", "妻", "6"), "");    // another's, whose row is not here
  EXPECT_EQ(sheet.Next("辛", "甲", "儿子", "7"), "");  // the household has ended
  EXPECT_EQ(sheet.Next("甲", "甲", "户主", ""), "");   // the head has no number
  EXPECT_EQ(sheet.Next("乙", "甲", "配偶", "2"), "");
  EXPECT_EQ(sheet.Next("甲", "壬", "户主", "1"), "");  // the head of another
  EXPECT_EQ(sheet.Next("甲", "甲", "户主", "1"), "1");
  EXPECT_EQ(sheet.Next("癸", "甲", "租客", "8"), "");
  EXPECT_EQ(sheet.Next("乙", "甲", "配偶", "2"), "");
}

TEST(Households, ARowThatCannotBeReadAndAnotherSheetEndThem) {
  Sheet sheet;
  EXPECT_EQ(sheet.Next("甲", "甲", "户主", "1"), "1");
  sheet.households_.Break();
  EXPECT_EQ(sheet.Next("乙", "甲", "配偶", "2"), "");
  EXPECT_EQ(sheet.Next("甲", "甲", "户主", "1"), "1");
  EXPECT_EQ(sheet.households_.HeadOf(1,
                                     {{Field::kHouseholdHead, "户主姓名", "甲"},
                                      {Field::kHouseholdRelation, "与户主关系", "配偶"}},
                                     "2", kTown),
            "");
}

}  // namespace
}  // namespace laowu::intake
