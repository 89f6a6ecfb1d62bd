#include "intake/scrub.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/asked_text.h"
#include "intake/scrub_fees.h"
#include "intake/scrub_patterns.h"
#include "intake/text.h"

namespace laowu::intake {
namespace {

// Where people come from, what people they are of; lists of both.
constexpr absl::string_view kRegions =
    "北京|上海|天津|重庆|河北|山西|内蒙古?|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|"
    "河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|东北|西北|"
    "云贵川渝?|云贵|川渝|云川|两广|两湖|外省|外地|本地|潮汕";
constexpr absl::string_view kPeople =
    "(?:(?:[汉回维藏彝苗壮满蒙][、,，/和及])*(?:汉|回|维吾尔?|维|藏|彝|苗|壮|满|蒙古?|布依|侗|土家|"
    "哈尼|哈萨克|傣|黎|傈僳|佤|畲|仡佬|羌|白|瑶|朝鲜|少数民)族(?:人|的)?|[回藏维彝苗]民|穆斯林)";
constexpr absl::string_view kRefused =
    "(?:一律|暂时|暂|都|请|均|概)*(?:不要|不招聘?|不收|不接受|不考虑|勿扰|勿投|勿来|勿加|除外|谢绝|"
    "免谈|免扰|绕道|止步|别来)";

std::string OriginList() {
  const std::string origin =
      absl::StrCat("(?:", kRegions, "|大?凉山|甘孜|阿坝|昭通|喀什|和田|南疆|北疆|疆藏)",
                   "(?:省|市|州|地区|籍)?(?:的|人)?");
  const std::string one = absl::StrCat("(?:", kPeople, "|", origin, ")");
  return absl::StrCat(one, "(?:(?:[、,，/和及或跟]|以及)?", one, ")*");
}

const Patterns& OriginPatterns() {
  static const Patterns* const patterns = [] {
    const std::string list = OriginList();
    const char* const refusals =
        "不招|不要|不收|不接受|不考虑|勿|除外|谢绝|拒|禁止|免|绕道|止步|别来";
    return new Patterns(Compile({
        {refusals, absl::StrCat("(?:不招聘?|不要|不收|不接受|不考虑|谢绝|拒绝|拒收|禁止)", list,
                                "(?:人|籍|的|户籍|员工|者)*(?:[(（]", list, "[)）])?")},
        {refusals, absl::StrCat(list, "(?:人|籍|的|户籍|员工|者)*", kRefused)},
        {"优先|为佳", absl::StrCat(kPeople, "(?:优先|为佳)")},
        {"非", R"(非\p{Han}{1,4}籍(?:贯)?)"},
        {"族|民|穆斯林",
         absl::StrCat(R"((?:民族[:：\s]*|(?:仅限|只限|限|只招|仅招|只要|仅要|必须是?|须|需要?|)"
                      R"(要求?)是?))",
                      kPeople)},
        {"汉族", R"((?:^|[,，;；。、/\s!！(（])(汉族)(?:[,，;；。、/\s!！)）]|$))"},
    }));
  }();
  return *patterns;
}

// The sexes, in whatever a clerk puts behind them; goods (女装, 男鞋) are none.
const Patterns& SexPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      {"美女|靓女|帅哥|靓仔|小姑娘",
       R"((美女|靓女|帅哥|靓仔|小姑娘)(?:前台|销售|客服|主播|导购|迎宾|收银|\p{Han}{0,3}?(?:员|师)))"},
      {"男|女",
       R"((?:仅限|只限|限|只招|仅招|只要)(?:本地|本市|本省|本县|本镇|当地|外地|外省)(?:人|的)?(?:男|女)(?:性|士|生|工|孩子?|员工|的)?)"},
      {"男|女", absl::StrCat(R"((?:男|女)(?:性|士|生|孩子?|工|的)?)", kRefused)},
      {"男|女",
       R"((男|女)(?:包装(?:工|员)|[^\P{Han}装鞋包裤衣袜裙帽靴款表性士子友生厕浴式童婴用内孩人朋宾科儿王工职民][^\P{Han}装鞋裤衣袜裙职民]{0,3}?工|(?:[^\P{Han}装鞋包裤衣袜裙帽靴款表性士子友生厕浴式童婴用内孩人朋宾科儿王工职民][^\P{Han}装鞋裤衣袜裙职民]{0,3}?)?(?:员|师傅?|司机|保安|前台|保洁|保姆|质检|品检|仓管|文员|学徒|客服|主管|会计|出纳|跟单|导购|助理|店长|厨|迎宾|收银|宿管|技工)))"},
      {"优先|为佳|最好",
       R"((?:小伙子?|姑娘|小哥哥?|小姐姐|妹子|阿姨|美女|帅哥|靓女|靓仔|宝妈)(?:优先考虑|优先|为佳|最好))"},
  }));
  return *patterns;
}

// Skin, looks, health and belief.
const Patterns& BodyPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      // Marriage, children, looks, height, hepatitis B: nobody's work needs them.
      {"孕|哺乳",
       absl::StrCat(
           R"((?:不招|不要|不收|谢绝|拒绝|非)(?:孕妇|怀孕|孕期|备孕|哺乳期)(?:者|女性|妇女|的)*|(?:有)?(?:孕妇|怀孕|孕期|备孕|哺乳期?)(?:者|女性|妇女|的|、)*)",
           kRefused)},
      {"身高",
       R"((?:净?身高)(?:要求)?[:：为在]?\s*(?:不低于|需)?(?:1[3-9]\d|1\.[3-9]\d?|1米[3-9]\d?)(?:[-~—至到](?:1[3-9]\d|1\.[3-9]\d?|1米[3-9]\d?))?(?:\s*(?:cm|厘米|公分|米|m))?(?:以上|及以上|左右)?)"},
      {"体重",
       R"(体重(?:要求)?[:：在]?(?:不超过?|不高于|不大于|低于|小于)?\s*\d{2,3}\s*(?:斤|公斤|kg)(?:以[下内]|及以下|左右)?)"},
      {"cm|CM|Cm|厘米|公分|米",
       R"((?:1[3-9]\d\s*(?:cm|厘米|公分)|1米[3-9]\d?|1\.[3-9]\d?米)(?:以上|及以上|左右))"},
      {"形象|气质|五官|相貌|外貌|长相|样貌|外表|仪表|仪态",
       R"((?:个人)?形象(?:较|要)?(?:好|佳|良好)(?:[,，、]?气质(?:佳|好))?(?:者?优先)?|(?:形象)?气质(?:较)?(?:佳|好|俱佳)(?:者?优先)?|(?:五官|相貌|外貌|长相|样貌|外表|仪表|形象仪态|仪态)(?:要)?(?:端正|端庄大方|端庄|甜美|姣好|好|佳))"},
      {"肝|三阳|两对半",
       absl::StrCat(
           R"((?:无|没有|不招|不要|不收|查|非)(?:有)?(?:乙肝|肝炎|大小三阳)(?:携带)?(?:者|病史|的)?|(?:有|患)?(?:乙肝|肝炎|大小三阳)(?:携带|患)?(?:者|的|病人)*)",
           kRefused, "|(?:查|体检)?(?:乙肝两对半|两对半|乙肝五项)")},
      {"残疾", absl::StrCat("(?:不招|不要|不收)残疾人?|残疾(?:人|者|的)+", kRefused)},
      {"属", R"(属[鼠牛虎兔龙蛇马羊猴鸡狗猪](?:的)?(?:勿扰|不要|除外|优先))"},
      {"户|籍", R"(\p{Han}{2,4}(?:户籍|户口|籍)(?:人员|者)?优先)"},
      {"教",
       R"((?:不招|不要|不收|不接受|谢绝|拒绝|限|无)(?:有)?(?:宗教信仰|信教|信佛|信主|宗教)(?:者|人员|的)*)"},
      {"纹身|文身|刺青|烟疤",
       absl::StrCat(R"((?:有|大面积|明显)*(?:纹身|文身|刺青|烟疤)(?:[、,，/和及或]?)",
                    R"((?:纹身|文身|刺青|烟疤|疤痕))*(?:的|者)*)", kRefused)},
      {"纹身|文身|刺青|烟疤",
       R"((?:不招|不要|不收|无|没有|不能有|身上不能有|不得有|拒绝|谢绝)(?:明显|大面积)?(?:的)?(?:有)?(?:纹身|文身|刺青|烟疤)(?:[、,，/和及或]?(?:纹身|文身|刺青|烟疤|疤痕))*(?:者|的)?)"},
      {"颜值", R"((?:高颜值|颜值(?:要)?(?:较)?(?:高|好|佳|在线))(?:者|的)?(?:优先)?)"},
      {"HIV|hiv|Hiv|艾滋|梅毒|表面抗原",
       R"((?:hiv|艾滋病?|梅毒|表面抗原)(?:检测|检查)?(?:须|需|必须|要)?(?:为|呈|是)?(?:阴性|阳性(?:勿扰|不要|不收)?))"},
      {"教", absl::StrCat(
                 R"(不(?:得|能|可)?信(?:仰)?(?:宗)?教(?:者|人员|的)?|信(?:宗)?教(?:者|的|人员)*)",
                 kRefused)},
  }));
  return *patterns;
}

std::string Region() { return absl::StrCat("(?:", kRegions, ")(?:省|籍)?"); }

// Marriage and children, before a sex beside them is cut out alone (未婚女孩).
const Patterns& FamilyPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      {"未婚|已婚|未育|已育",
       R"((?:婚姻状况[:：\s]*)?(?:未婚未育|未婚先育|已婚已育|未婚|已婚|未育|已育)(?:者|的?(?:女|男)(?:性|孩子?|生|士|工|青年|的)?|青年|人士)?(?:优先考虑|优先|为佳)?)"},
      {"单身|离异",
       R"((?:单身|离异)(?:(?:者|的?(?:女|男)(?:性|孩子?|生|士|工|青年|的)?|青年|人士)(?:优先考虑|优先|为佳)?|优先考虑|优先|为佳))"},
      {"生完|生过|生育|小孩|孩子|娃",
       absl::StrCat(
           R"((?:刚)?(?:生完|生过|生育过?|没生过?|未生)(?:小孩|孩子|娃|二胎)?的?女?(?:性|士|工|员工|的|孩|人)*(?:优先考虑|优先|为佳)|)",
           R"((?:不要|不招|不收|谢绝|拒绝)(?:有|带着?|要带)(?:小孩|孩子|娃)(?:的|者)?|(?:有|带着?|要带)(?:小孩|孩子|娃)(?:的|者)+)",
           kRefused)},
  }));
  return *patterns;
}

// The first group, where there is one, is what is dropped.
const Patterns& ConditionPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      {"男|女",
       R"((?:仅限|只限|限|只招|仅招|只要|仅要|不招|不要|不收|要求|需要|最好|最好是|要)(?:(?:男|女)(?:性|士|生|工|孩子?|员工|的)?|(?:中年)?妇女))"},
      {"性别", R"(性别(?:要求)?[:：为是\s]*(?:男|女)(?:性)?(?:优先)?)"},
      {"男|女", R"((?:男|女)(?:性|士|生|工|孩|的|同志)?(?:优先考虑|优先|为佳|更佳|最好))"},
      {"男|女", R"((?:男性|女性|男工|女工|男士|女士|男女工))"},
      {"男|女",
       R"((男|女)(?:性|工|生|士)?[:：]?(?:\d{2}周?岁?[-~—–一至到]|\d{2}周?岁|\d{2}(?:以[下内上]|及以下|左右|内)))"},
      {"男|女", R"((?:^|[,，;；。、\s!！])((?:男|女)(?:性|士|生|孩)?)(?:[,，;；。、\s!！]|$))"},
      {"男|女", R"((男|女)(?:性|工|生)?(?:[一二两三四五六七八九十]|\d{1,3})(?:名|位))"},
      {"勿|除外|谢绝|免谈|绕道",
       R"((?:\p{Han}族|[\p{Han}]{2,3}(?:省|籍)?人)(?:勿扰|除外|谢绝|免谈|勿来|请?绕道))"},
      {"男|女",
       R"((男|女)(?:普工|员工|保安|司机|文员|服务员|操作工|操作员|学徒|技工|主管|销售|客服|工人|包装工))"},
      // "20男10女"
      {"男|女",
       R"(\d{1,3}(?:名|个|位)?(?:男|女)(?:性|工|生|的)?[、,，/和加+]?\d{1,3}(?:名|个|位)?(?:男|女)(?:性|工|生|的)?)"},
      {"男|女", R"(([(（](?:男|女)(?:性|士|生)?[)）]))"},
      {"男|女", R"([(（,，、/](男|女)(?:性|工|士)?\d{2}(?:周?岁)?[)）,，、/])"},
      {"族",
       R"((?:仅限|只限|限|只招|仅招|不招聘?|不要|不收|谢绝|拒绝|禁止)(?:汉族|少数民族|\p{Han}{1,3}族)(?:人)?(?:[(（][\p{Han}、，, ]{1,20}族[)）])?)"},
      {"族", R"((?:汉族|少数民族|\p{Han}{1,2}族)(?:优先|为佳))"},
      {"限|只招|仅招",
       R"((?:仅限|只限|限|只招|仅招)(?:本地|本市|本省|本县|本镇|当地|外地|外省|\p{Han}{2,4}(?:户籍|户口|籍))(?:人|户籍|户口|员工)?)"},
      {"本地|本市|本省|当地", R"((?:本地|本市|本省|当地)(?:人|户籍|户口|员工|居民)?(?:优先|为佳))"},
      {"不招|不要|不收|谢绝|拒绝|拒收|禁止",
       absl::StrCat("(?:不招|不要|不收|谢绝|拒绝|拒收|禁止)", Region(),
                    "人?(?:(?:[、,，/和及]|以及)?", Region(), "人?)*(?:人|籍|的)?")},
      {"不招|不要|不收", R"((?:不招|不要|不收)\p{Han}{2,3}(?:人|籍))"},
      {"不要|不招|不收|勿扰|除外|免谈|绕道|人优先|籍优先|的优先|乡优先|为佳",
       absl::StrCat(Region(), "人?(?:(?:[、,，/和及]|以及)?", Region(), ")*",
                    "(?:(?:人|籍|的|老乡)?(?:不要|不招|不收|勿扰|除外|免谈|绕道)|",
                    "(?:人|籍|的|老乡)(?:优先|为佳))")},
      {"老乡", R"(老乡优先)"},
      {"优先|为佳", absl::StrCat(R"((?:^|[,，;；。、\s!！(（:：]))", "(", Region(),
                                 "(?:[、,，/和及]?", Region(), ")*(?:优先考虑|优先|为佳))")},
  }));
  return *patterns;
}

// "男女不限", "限男女均可": says that there is no condition. "女士内衣": a product.
bool IsHarmless(absl::string_view before, absl::string_view found, absl::string_view after) {
  // "不查乙肝": says that nobody asks.
  if (absl::StartsWith(found, "查") && EndsWithAny(before, {"不", "免", "无需"})) return true;
  // Of the rest, only words on the sexes are ever harmless.
  if (!Holds(found, "男") && !Holds(found, "女")) return false;
  if (EndsWithAny(before, {"不限", "男/", "女/", "男", "女", "子", "妇"})) return true;
  if (StartsWithAny(after, {"女", "男", "/女", "/男", "不限", "均可", "都可", "皆可", "、女",
                            "、男", "和女", "或女"})) {
    return true;
  }
  const bool plain =
      StartsWithAny(found, {"男性", "女性", "男工", "女工", "男士", "女士", "男女工"}) ||
      StartsWithAny(found, {"限女", "限男"}) || EndsWithAny(found, {"男", "女"});
  if (StartsWithAny(after, {"包装工", "包装员"})) return false;
  // "女工包装", "女工包吃住", "男工装配" name who is wanted; "女工装", "女工鞋" are goods.
  if (absl::EndsWith(found, "工") &&
      StartsWithAny(after, {"包", "装配", "装箱", "装袋", "装卸", "装盒", "装货"})) {
    return false;
  }
  return plain && StartsWithAny(after, {"内衣", "服装", "服饰", "装",   "鞋",   "包",   "裤",
                                        "衣",   "袜",   "用品", "护肤", "健康", "职工", "友",
                                        "宿舍", "寝室", "厕",   "浴",   "更衣", "澡"});
}

}  // namespace

Scrubbed Scrub(absl::string_view text) {
  std::string without(text);
  const int contacts = RemoveContacts(without);
  Scrubbed scrubbed = ScrubConditions(std::move(without));
  scrubbed.contact_count = contacts;
  return scrubbed;
}

Scrubbed ScrubConditions(std::string text) {
  Scrubbed scrubbed;
  scrubbed.text = text;
  AskedText asked(scrubbed.text);
  for (const Patterns* patterns : {&OriginPatterns(), &FamilyPatterns(), &SexPatterns(),
                                   &ConditionPatterns(), &BodyPatterns()}) {
    for (std::string& found : Remove(*patterns, scrubbed.text, asked, IsHarmless)) {
      scrubbed.conditions.push_back(std::move(found));
    }
  }
  // As the text has them, whichever pattern came first.
  std::stable_sort(
      scrubbed.conditions.begin(), scrubbed.conditions.end(),
      [&](const std::string& a, const std::string& b) { return text.find(a) < text.find(b); });
  if (asked.SaysAny({"费", "金", "押", "交", "缴"})) {
    scrubbed.fees = FindFees(scrubbed.text);
  }
  if (!scrubbed.conditions.empty()) CloseGaps(scrubbed.text);
  scrubbed.text = std::string(Trim(scrubbed.text));
  return scrubbed;
}

}  // namespace laowu::intake
