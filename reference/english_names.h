#ifndef LAOWU_REFERENCE_ENGLISH_NAMES_H_
#define LAOWU_REFERENCE_ENGLISH_NAMES_H_

// Names of divisions in Latin letters, for readers of English.

#include <string>

#include "reference/divisions.h"

namespace laowu::reference {

// Guizhou, Liupanshui, Panzhou, Xi'an: the pinyin of the table with a capital, without the word for
// the level (the rules of 1984 for Chinese place names); of provinces and prefectures that are
// written otherwise in English that spelling: Shaanxi, Inner Mongolia, Hong Kong, Hohhot, Urumqi. A
// name of one syllable keeps its level, as it does in Chinese: 赵县 Zhaoxian, 城区 Chengqu. Several
// divisions may have one name: 中山市 and 钟山区 are Zhongshan. Empty if the table has no pinyin.
std::string EnglishNameOf(const Division& division);

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_ENGLISH_NAMES_H_
