#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "intake/scrub/scrub.h"
#include "intake/scrub/scrub_chats.h"
#include "intake/scrub/scrub_disguise.h"
#include "intake/scrub/scrub_patterns.h"
#include "intake/scrub/scrub_phones.h"
#include "intake/text/asked_text.h"
#include "intake/text/text.h"
#include "reference/identity_number.h"

namespace laowu::intake {
namespace {

// Family names that are no other word beside 小, 老 or a person's rank.
constexpr absl::string_view kSurname =
    "(?:欧阳|司徒|上官|诸葛|司马|令狐|皇甫|慕容|["
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶"
    "阎余潘杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔毛邱秦顾侯邵孟段雷钱汤尹黎乔贺赖龚欧古温莫翁詹"
    "肖覃柯严方石易武康洪史施樊葛聂章向凌柳祝游甘阮祁倪冼岑霍甄骆缪])";
constexpr const char* kRanks =
    "先生|女士|小姐|经理|主管|厂长|主任|老板娘|老板|部长|课长|科长|组长|队长|店长|院长|园长|校长|"
    "老师|师傅|医生|总|姐|哥|伯|叔|姨|婶|生";
// In a house: "李太", "刘妈妈". 方太 is a make of stoves.
constexpr absl::string_view kKin = "(?:太太?|师奶|妈妈?|爸爸?|嫂|奶奶|阿姨)";
constexpr absl::string_view kSurnameOfKin =
    "(?:欧阳|司徒|[王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶谭廖邹熊陆钟邱秦侯冼岑霍甄骆缪])";
// Who stands before a name: "院长何医生", "工头老刘".
constexpr absl::string_view kOffices =
    "(?:包?工头|驻厂(?:老师|人员|专员|经理|客服|主管)?|班长|队长|组长|带班的?|领班|厂长|老板娘?|"
    "经理|主管|店长|园长|院长|校长|护士长|"
    "厨师长|"
    "班主任|人事|文员|前台|仓库|食堂)";

// Characters of given names that begin or end no word of work, goods or places.
constexpr absl::string_view kGiven =
    "明伟芳娟秀英玉兰霞丽红梅军勇强磊涛超波辉刚建国志杰浩鹏飞鑫婷静敏燕艳琴慧莉雪花凤云莲春秋菊珍翠"
    "芬"
    "美娜倩雯欣怡洁颖琳玲佳丹萍桂荣贵福祥森永旺才德义忠民清成龙虎豪峰斌彬凯宇轩博俊健晓良兵某";
// And of names of three alone: 黄平, 石林 are places.
constexpr absl::string_view kGivenOfTwo = "平文林生香海大小华";

// "阿芳": with 阿 most characters are a name; 阿姨 is work, 阿胶 a good, 阿里 a firm.
constexpr absl::string_view kFamiliar = R"(阿[^\P{Han}姨胶里迪尔拉联斯根富坝克])";
constexpr absl::string_view kTheirRank = "(?:老板娘?|厂长|经理|主管|店长|人事|前台|文员|工头)";

// "老吴", "王姐", "李大明", "老板娘阿芳".
std::string PersonBesideANumber() {
  return absl::StrCat("(?:(?:小|老|阿)", kSurname, "|", kTheirRank, "?", kFamiliar, "|", kSurname,
                      "(?:", kRanks, "|", kKin, "|厂)|", kSurname, "(?:[", kGiven, kGivenOfTwo,
                      "]{2}|[", kGiven, "]))");
}

// Behind a number: that it is the same one in a chat.
constexpr absl::string_view kSameInChat =
    R"((?:\s?[(（]?(?:(?:微信?|v信?|vx|wx)(?:同号|同步)|同号|同步微信?号?|同微信?|同v信?|微信)[)）]?)?)";
// "-802", "转808", "（分机2）"
constexpr absl::string_view kExtension =
    R"((?:-\d{1,5}|\s?[(（]?\s?(?:转分机|转|分机号?|ext\.?)\s?\d{1,5}\s?[)）]?)?)";

// Whose a mobile number is, with the number.
const Patterns& OwnerPatterns() {
  constexpr const char* kMobile = R"((?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})";
  constexpr const char* kMobileBegins = "13|14|15|16|17|18|19";
  static const Patterns* const patterns = new Patterns(Compile({
      // Whose number it is goes with it: "李大明 13…", "13…（老吴）".
      {kMobileBegins,
       absl::StrCat(R"((?:^|[,，;；。、/\s!！(（:：人]))",
                    "((?:请|可|直接)?(?:联系|找|问|咨询|打给|打)?", PersonBesideANumber(),
                    R"((?:的)?(?:联系)?(?:电话|手机|微信)?[:：\s(（)）\-]{0,3})", kMobile,
                    kSameInChat, ")")},
      // "王工13…"; 石工 and 方工 are work.
      {kMobileBegins,
       absl::StrCat(
           R"((?:^|[,，;；。、/\s!！(（:：])([王李张刘陈杨黄周吴徐孙胡朱何郭罗梁谢唐冯董曹袁邓许]工[:：\s(（\-]{0,2})",
           kMobile, kSameInChat, ")")},
      {kMobileBegins, absl::StrCat("(", kMobile, R"([\s:：(（\-]{0,3})", PersonBesideANumber(),
                                   R"([)）]?)(?:[,，;；。、/\s!！)）(（]|$))")},
  }));
  return *patterns;
}

// Eleven digits that begin as a mobile number does, with at most a mark between any two.
bool HoldsMobile(absl::string_view text) {
  constexpr int kDigits = 11;
  for (std::size_t at = 0; at + kDigits <= text.size(); ++at) {
    if (text[at] != '1') continue;
    const bool with_country = at >= 2 && text.substr(at - 2, 2) == "86";
    if (at > 0 && IsDigit(text[at - 1]) && !with_country) continue;
    int digits = 0;
    bool after_mark = true;
    for (std::size_t i = at; i < text.size() && digits < kDigits; ++i) {
      if (IsDigit(text[i])) {
        ++digits;
        after_mark = false;
      } else if (after_mark || (text[i] != '-' && Trim(text.substr(i, 1)).size() == 1)) {
        break;
      } else {
        after_mark = true;
      }
    }
    if (digits == kDigits && text[at + 1] >= '3') return true;
  }
  return false;
}

// Mobile numbers, which are a person's.
const Patterns& MobilePatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      {"",
       absl::StrCat(
           R"((?:(?:(?:微信|v信|vx|wx|qq)\s?[/、&和与及+]\s?)?(?:联系|咨询|报名|招聘|招工|应聘|服务)?(?:电话|手机号码|手机号|手机|热线|专线|座机|tel|phone|mobile)(?:\s?[/、&和与及+]?\s?(?:微信|v信|vx|wx))?|电联|致电|微信同号|短信|(?:^|[\s,，;；。])[电联]|(?:☎|📞|📱)\x{FE0F}?)?[:：\s]*(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})",
           kSameInChat)},
  }));
  return *patterns;
}

const Patterns& NumberPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      {"0",
       absl::StrCat(
           R"((?:(?:联系|咨询|报名|招聘)?(?:电话|热线|座机|tel))?[:：\s]*(?:[(（]0\d{2,3}[)）]|0\d{2,3})[-\s.—–/]?[2-9]\d{2,3}[-\s.]?\d{4})",
           kExtension)},
      // An area code before whatever is left of a number.
      {"0", R"((?:^|[^\d.])(0[1-9]\d{1,2}-\d{4,8})(?:[^\d]|$))"},
      // Local numbers, which are nothing else behind such a word.
      {"电话|座机|固话|热线|致电|总机|传真|tel|TEL|Tel|fax|Fax|FAX",
       absl::StrCat(
           R"((?:(?:联系|咨询|报名|招聘)?(?:电话|热线)|座机|固话|致电|总机|传真|tel|fax)(?:号码?)?(?:人事部?|厂部|门卫|办公室|前台)?[:：.\s是为]*[2-9]\d{2,3}[-\s]?\d{4})",
           kExtension, R"((?:\s?[/、或]\s?[2-9]\d{6,7})*)")},
      // "周小姐22113344"
      {kRanks, absl::StrCat(kSurname, "(?:", kRanks, R"()[:：\s(（]{0,2}[2-9]\d{7})")},
      {"联系|联络|咨询|拨|打电话|请打|电联|来电",
       R"((?:联系|联络|咨询|拨打|直拨|请拨|请打|打电话|电联|来电)[:：\s]*[2-9]\d{7})"},
      {"00|08",
       absl::StrCat(
           R"((?:(?:联系|咨询|报名|招聘|招工)?(?:电话|热线))?[:：\s]*(?:[48]00[-\s]?\d{3}[-\s]?\d{4}|[48]00\d-\d{3}-\d{3}))",
           kExtension)},
      // Of Hong Kong and Macau.
      {"852|853",
       R"((?:(?:香港|澳门|联系)?(?:电话|手机|tel))?[:：\s]*(?:\+|\b00)85[23][-\s]?[2-9]\d{3}[-\s]?\d{4})"},
  }));
  return *patterns;
}

// "0730-1930 2000-0800": hours, where nothing says that it is a number to call.
bool IsHours(absl::string_view found) {
  std::string digits;
  for (char c : found) {
    if (IsDigit(c)) {
      digits.push_back(c);
    } else if (c != '-' && c != ' ') {
      return false;
    }
  }
  constexpr std::size_t kTime = 4;
  if (digits.size() % kTime != 0) return false;
  for (std::size_t at = 0; at < digits.size(); at += kTime) {
    const absl::string_view time = absl::string_view(digits).substr(at, kTime);
    if (time.substr(0, 2) > "24" || time.substr(2) > "55" || (time[3] != '0' && time[3] != '5')) {
      return false;
    }
  }
  return true;
}

bool IsNoNumberToCall(absl::string_view before, absl::string_view found, absl::string_view after) {
  return IsPartOfANumber(before, found, after) || IsHours(found) ||
         StartsWithAny(after, {"元", "块", "万"});
}

constexpr const char* kLabelWords =
    "联系人|联络人|负责人|招聘人|对接人|经办人|接待人|招工人|介绍人|带队人|推荐人|"
    "联系者|负责者|招聘者|介绍者|带队者|推荐者";
constexpr absl::string_view kPersonLabels =
    "(?:联系|联络|负责|招聘|对接|经办|接待|招工|介绍|带队|推荐)(?:人|者)";

// Persons by what they are called or do.
const Patterns& PersonPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      // "联系人 王 小 姐", each character apart
      {kLabelWords,
       absl::StrCat("(", kPersonLabels, R"([:：\s是为]*)", kSurname,
                    R"((?:[\s　]{1,2}\p{Han}){1,2})(?:[,，;；。、/\s!！(（)）:：\d]|$))")},
      {"小 |先 |女 |经 |主 |老 |师 | 小姐| 先生| 女士| 经理| 主管| 老板| 师傅",
       absl::StrCat(
           R"((?:^|[,，;；。、/\s!！(（:：\d找]))", "(", kSurname,
           R"(\s*(?:小\s{1,2}姐|先\s{1,2}生|女\s{1,2}士|经\s{1,2}理|主\s{1,2}管|老\s{1,2}板|)",
           R"(老\s{1,2}师|师\s{1,2}傅)|)", kSurname,
           R"(\s{1,2}(?:小姐|先生|女士|经理|主管|老板|师傅))(?:[,，;；。、/\s!！(（)）:：\d]|$))")},
      // With whom somebody is to speak, where they are from and what they are: "石岐张经理".
      {"人:|人：|者:|者：", absl::StrCat(kPersonLabels, R"([:：]\s*(?:\p{Han}{0,5}?)", kSurname,
                                         "(?:", kRanks, R"()|\p{Han}{2,4}))")},
      {kLabelWords, absl::StrCat(kPersonLabels, R"([\s是为]*(?:(?:小|老|阿))", kSurname, "|",
                                 kSurname, "(?:", kRanks, "))")},
      // "老板姓周", "免贵姓王"
      {"姓",
       absl::StrCat(
           R"(((?:老板娘?|厂长|经理|主管|主任|组长|人事|负责人|联系人|文员|前台|我|本人|他|她|免贵)?)",
           "姓", kSurname,
           R"((?:的|,?(?:名|叫)\p{Han}{1,3})?)(?:[,，;；。、/\s!！(（)）:：\d]|$))")},
      {"找|联系|咨询|联络|问|叫",
       absl::StrCat(R"((?:找|联系|咨询|联络|问|叫)(?:我们)?(?:人事部?|人资部?|行政部?|门卫|保安|)"
                    R"(车间|办公室|前台|厂长|老板娘?)?[:：\s]*(?:(?:小|老|阿))",
                    kSurname, "|", kFamiliar, ")(?:", kRanks, "|同学|美女|帅哥|妹妹?|学长|学姐)?")},
      {"找|联系|咨询|问",
       absl::StrCat("((?:找|联系|咨询|问)", kSurname,
                    R"((?:伯|叔|姨|婶|嫂|工))(?:[,，;；。、/\s!！)）:：\d]|$))")},
      // "请联系周小红", "咨询周小红女士", "联络员：周小红"
      {"联系|联络|咨询|找",
       absl::StrCat("((?:请|可|直接)*(?:联系|联络|咨询|找)[:：\\s]?", kSurname, "(?:[", kGiven,
                    kGivenOfTwo,
                    R"(]{2}|\p{Han}{2}(?:先生|女士|小姐)))(?:[,，;；。、/\s!！)）:：\d]|$))")},
      {"员:|员：|人-|人—|人–",
       absl::StrCat("((?:联[络系]员[:：]|", kPersonLabels, R"(\s?[-—–])\s?)", kSurname,
                    R"(\p{Han}{1,2})(?:[,，;；。、/\s!！)）\d]|$))")},
      {"阿", absl::StrCat(R"((?:^|[,，;；。、/\s!！(（:：\d])((?:打给?)?)", kTheirRank, "?",
                          kFamiliar, R"()(?:[,，;；。、/\s!！)）:：\d]|$))")},
      // A person alone between marks: "张主管", "(李经理)", "门卫陈伯".
      {kRanks,
       absl::StrCat(
           R"((?:^|[,，;；。、/\s!！(（:：\d\-—])((?:联系|找)?(?:门卫室?|保安室?|人事部?|人资部?|行政部?|办公室|文员|前台|厂长|老板)?)",
           kSurname, "(?:", kRanks,
           R"()(?:收|处|报名|面试|咨询)?)(?:[,，;；。、/\s!！(（)）:：\d]|$))")},
      // "厂长：李大明"
      {"长:|长：|板:|板：|娘:|娘：|理:|理：|管:|管：|任:|任：|员:|员：|师:|师：|事:|事：|名:|名：|"
       "人:|人：",
       absl::StrCat(
           R"((?:^|[,，;；。、/\s!！(（])((?:厂长|老板娘?|(?:人事|招聘|车间|生产)?(?:经理|主管|主任)|组长|班长|文员|老师|人事|负责人)(?:姓名)?[:：]\s*)",
           kSurname, R"(\p{Han}{1,2})(?:[,，;；。、/\s!！)）\d]|$))")},
  }));
  return *patterns;
}

// Persons by their house, or with what they are before their name.
const Patterns& HousePatterns() {
  constexpr const char* kBegins = R"((?:^|[,，;；。、/\s!！(（:：\d]))";
  constexpr const char* kEnds = R"((?:[,，;；。、/\s!！(（)）:：\d]|$))";
  static const Patterns* const patterns = new Patterns(Compile({
      // "李太", "请联系刘妈妈"; who is looked for (宝妈) has no family's name.
      {"太|师奶|妈|爸|嫂|奶奶|阿姨",
       absl::StrCat(kBegins, "((?:请|可|直接)*(?:联系|打给|找|打|咨询|问|加)?", kSurnameOfKin, kKin,
                    ")", kEnds)},
      // "园长梁老师", "联系院长何医生"
      {"工头|驻厂|班长|队长|组长|带班|领班|厂长|老板|经理|主管|店长|园长|院长|校长|护士长|厨师长|"
       "主任|"
       "人事|文员|"
       "前台|仓库|食堂",
       absl::StrCat(kBegins, "((?:请|可|直接)*(?:联系|打给|找|打|咨询|问|加)?", kOffices,
                    R"([:：\s]?)", kSurname, "(?:", kRanks, "))", kEnds)},
      {"头老|头小|厂老|厂小|师老|师小|客服老|客服小|长老|长小|班老|班小|的老|的小|板老|板小|娘小|"
       "理老|理小|管老|管小|任老|任小|事老|"
       "事小|员老|"
       "员小|台老|台小|库老|库小|堂老|堂小|:老|:小|：老|：小| 老| 小",
       absl::StrCat(kBegins, "((?:请|可|直接)*(?:联系|打给|找|打|咨询|问|加)?", kOffices,
                    R"([:：\s]?[老小])", kSurname, ")", kEnds)},
      // "驻厂老师刘", "人事汪": what somebody is, and the family's name behind it.
      {"驻厂|带队老师|人事|厂长|主任|带班",
       absl::StrCat(
           kBegins,
           "((?:请|可|直接)*(?:联系|打给|找|打|咨询|问|加)?(?:驻厂(?:老师|人员|专员|经理|客服)?|"
           "带队老师|人事(?:经理|主管)?|厂长|主任|带班)",
           kSurnameOfKin, ")", kEnds)},
      // "电话同(吴厂)", "(李董)": what a number before it leaves.
      {"厂)|厂）|队)|队）|董)|董）|工)|工）",
       absl::StrCat(
           R"((?:^|[,，;；。!！\s])((?:电话|手机|微信|联系|同号?|同步|号码?|[:：\s])*[(（])",
           kSurnameOfKin, R"([厂队董工][)）])(?:[,，;；。!！\s]|$))")},
  }));
  return *patterns;
}

// How and with whom somebody is to get in touch.
const Patterns& TouchPatterns() {
  constexpr const char* kVerbs = "打电话给|打给|致电|电联|电话联系|私聊|私信|发给|请加|添加|问|加";
  static const std::string kPerson = absl::StrCat(
      kSurname, "(?:先生|女士|小姐|经理|主管|厂长|主任|老板娘|老板|部长|老师|师傅|总|姐|哥)");
  static const Patterns* const patterns = new Patterns(Compile({
      {"联系人|联络人",
       R"((?:联系|联络)人[:：\s是为]*\p{Han}{1,3}(?:先生|女士|小姐|经理|主管|厂长|老师|主任|老板|师傅|姐|哥|总|工|生)?)"},
      // The name may be any two characters; of 加 it is a family's, since 加工总装 is work.
      {"联|咨询",
       R"(((?:联系|咨询|联络|请联|电联)[:：\s]*(?:厂?门口|厂里|厂部|门卫室?|保安室?|办公室|前台|车间|公司|人事部?)?(?:的)?[^\P{Han}个名位过几一两]{1,2}?(?:先生|女士|小姐|经理|主管|厂长|老师|主任|老板|师傅|姐|哥|总|生))(?:[^产活意效日理态装共姐]|$))"},
      // Of 找 as well: 找焊工师傅, 找销售经理 look for hands.
      {"找", absl::StrCat(R"((找[:：\s]*(?:厂?门口|厂里|厂部|门卫室?|保安室?|办公室|前台|车间|)",
                          R"(公司|人事部?)?(?:的)?(?:)", kSurname, "[", kGiven, kGivenOfTwo,
                          R"(]?(?:先生|女士|小姐|经理|主管|厂长|老师|主任|老板|师傅|姐|哥|总|生)|)",
                          R"([^\P{Han}个名位过几一两]{1,2}?(?:先生|女士|小姐|姐|哥))))",
                          R"((?:[^产活意效日理态装共姐]|$))")},
      {kVerbs, absl::StrCat("(?:", kVerbs, ")(?:一下)?", kPerson,
                            "(?:的)?(?:电话|手机|微信|v信|vx)?(?:联系|咨询|报名|了解)?")},
      {"联系|咨询|报名|登记|了解|说一声",
       absl::StrCat("(?:和|跟|与|向)", kPerson, "(?:联系|咨询|报名|登记|了解|说一声)")},
      {"电话|手机|微信|v信|V信", absl::StrCat(kPerson, "(?:的)?(?:联系)?(?:电话|手机|微信|v信)")},
      {"联系|找|咨询|电联|请联", absl::StrCat("((?:联系|找|咨询|电联|请联)", kSurname,
                                              "[工厂队])(?:[,，;；。、/\\s!！)）:：\\d]|$)")},
      {"电话|方式|热线", R"((?:联系|咨询|报名)(?:电话|方式|热线)[:：]\s*(?:[,，;；。]|$))"},
      // "扫码进群": what its picture showed, or another does.
      {"维码|识别|小程序码",
       R"(((?:长按|请|可)*(?:识别|扫描?|扫一扫)(?:下方|下面|上方|图中|海报|右侧)?(?:的)?(?:二维|小程序)?码(?:[,，]?(?:添加|加|联系|咨询|进|入|关注)(?:我们|客服|企业|好友|人事|微信|招工|招聘|群|公众号)*)*))"},
      {"扫码|维码|进群|入群|加群|拉群",
       R"(((?:可|请|直接|欢迎|有意者?|详情)*(?:扫描?(?:下方|下面|上方|图中|海报)?(?:二维)?码(?:进群|入群|加群|加微信?|加我|添加|报名|咨询|了解|联系|投递)+|(?:加|进|入|拉)(?:微信|招工|招聘|求职)?群(?:了解|咨询|报名|联系|详聊|看岗位)*))(?:[,，。;；!！\s)）]|$))"},
      // "VX同号", "手机号即微信", "电微同步"
      {"同号|同步|一致|同微|同v|同V|即微|是微|即v|即V|是v|是V",
       R"((?:(?:电话|手机|微信|v信|vx|wx|微|电|v)(?:号码?)?[/、与和跟]?){0,2}(?:微信?|v信|vx|wx|v|电话|手机|微电|电微)(?:号码?)?(?:是?同号|同步|一致)|(?:电话|手机)(?:号码?)?(?:即|就是|同)(?:是)?(?:微信|v信|vx|wx|v)号?|同微信)"},
      {"加微|加v|加V|加我|添加|加薇|加W|加w",
       R"(((?:有意者?|详情|具体|可以?|请|直接|欢迎)*(?:添加|加)(?:我的?)?(?:微信?|v信|vx|wx|v|薇信?)(?:好友|号)?(?:了解|咨询|联系|详聊|详谈|详情|私聊|报名|看视频)*)(?:[,，。;；!！\s)）]|$))"},
  }));
  return *patterns;
}

std::size_t RemovePersons(std::string& text, AskedText& asked) {
  static const PatternLists* const lists =
      new PatternLists({&HousePatterns(), &PersonPatterns(), &TouchPatterns()});
  return Remove(*lists, text, asked, IsPartOfANumber).size();
}

std::ptrdiff_t DigitsIn(absl::string_view text, const AskedText& asked) {
  constexpr absl::string_view kDigits = "0123456789";
  if (std::none_of(kDigits.begin(), kDigits.end(), [&](char c) { return asked.HasByte(c); }))
    return 0;

  return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// With the word before it, or where the check character fits: others may be an order's number.
std::size_t RemoveIdentityNumbers(std::string& text, AskedText& asked) {
  static const Patterns* const labelled = new Patterns(Compile(
      {{"身份证|证件",
        R"((?:身份证|证件)(?:号码|号)?[:：\s是为]*(?:\d{6}[-\s]?\d{8}[-\s]?\d{3}[\dx]|\d{15}))"}}));
  static const Patterns* const bare =
      new Patterns(Compile({{"", R"(\d{6}[-\s]?\d{8}[-\s]?\d{3}[\dx])"}}));
  const auto is_other = [](absl::string_view before, absl::string_view found,
                           absl::string_view after) {
    if (IsPartOfANumber(before, found, after)) return true;
    std::string number;
    for (char c : found) {
      if (absl::ascii_isalnum(static_cast<unsigned char>(c))) number.push_back(c);
    }
    const char last = absl::ascii_toupper(static_cast<unsigned char>(number.back()));
    return reference::IdentityCheckCharacter(absl::string_view(number).substr(0, 17)) != last;
  };
  const std::size_t count = Remove(*labelled, text, asked, IsPartOfANumber).size();
  return count + Remove(*bare, text, asked, is_other).size();
}

std::size_t RemoveMobiles(std::string& text, AskedText& asked) {
  if (!HoldsMobile(text)) return 0;
  const std::size_t owners = Remove(OwnerPatterns(), text, asked, IsPartOfANumber).size();
  return owners + Remove(MobilePatterns(), text, asked, IsPartOfANumber).size();
}

// `asked` is `text`, before; after, where nothing was removed.
int RemovePlainContacts(std::string& text, AskedText& asked) {
  constexpr std::ptrdiff_t kShortestIdentity = 15;
  constexpr std::ptrdiff_t kShortestNumber = 7;  // a small town's
  std::ptrdiff_t digits = DigitsIn(text, asked);
  std::size_t count = digits >= kShortestIdentity ? RemoveIdentityNumbers(text, asked) : 0;
  count += RemoveChats(text, asked);
  if (count > 0) digits = DigitsIn(text, asked);
  if (digits >= kShortestNumber) {
    count += RemoveMobiles(text, asked);
    count += Remove(NumberPatterns(), text, asked, IsNoNumberToCall).size();
  }
  count += RemovePersons(text, asked);
  const bool announced = asked.SaysAny(
      {"电话", "座机", "固话", "热线", "致电", "拨打", "电联", "tel", "TEL", "Tel", "☎", "📞", "📱"});
  // With one of these such a number begins.
  if (asked.SaysAny({"1", "8", "一", "幺", "壹", "①",  "八", "⑴",  "❶",  "➀",
                     "➊", "⓵", "l3", "l5", "l7", "l9", "I3", "I5", "I7", "I9"})) {
    count += static_cast<std::size_t>(RemoveHiddenPhones(text));
  }
  if (announced) count += static_cast<std::size_t>(RemoveAnnouncedNumbers(text));
  if (count > 0) CloseGaps(text);
  return static_cast<int>(count);
}

}  // namespace

int RemovePersonsContacts(std::string& text) {
  AskedText asked(text);
  std::size_t count = RemoveMobiles(text, asked);
  count += RemovePersons(text, asked);
  count += static_cast<std::size_t>(RemoveHiddenPhones(text));
  if (count > 0) CloseGaps(text);
  return static_cast<int>(count);
}

int RemoveContacts(std::string& text, AskedText& asked) {
  int count = 0;
  if (MayBeDisguised(text, asked)) {
    std::string plain = WithoutDisguise(text);
    if (plain != text) {
      AskedText asked_plain(plain);
      count = RemovePlainContacts(plain, asked_plain);
      if (count == 0) return 0;
      text = std::move(plain);
      asked = AskedText(text);
      return count;
    }
  }
  count = RemovePlainContacts(text, asked);
  if (count > 0) asked = AskedText(text);
  return count;
}

int RemoveContacts(std::string& text) {
  if (text.empty()) return 0;
  AskedText asked(text);
  return RemoveContacts(text, asked);
}

}  // namespace laowu::intake
