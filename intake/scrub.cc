#include "intake/scrub.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "intake/asked_text.h"
#include "intake/scrub_fees.h"
#include "intake/scrub_phones.h"
#include "intake/text.h"
#include "re2/re2.h"
#include "reference/identity_number.h"

namespace laowu::intake {
namespace {

struct Pattern {
  std::vector<absl::string_view> holds;  // one of these stands in every match; empty: not said
  std::unique_ptr<RE2> expression;

  bool MayMatch(const AskedText& text) const {
    return holds.empty() || std::any_of(holds.begin(), holds.end(),
                                        [&](absl::string_view word) { return text.Holds(word); });
  }
};

struct Patterns {
  std::vector<Pattern> all;
  std::vector<std::uint16_t> slots;  // of the words that they hold, each once
  bool all_have_slots = true;        // each of them has words, and none of one byte

  // False: none of them matches, as mostly none does.
  bool MayMatch(const AskedText& text) const {
    return !all_have_slots || std::any_of(slots.begin(), slots.end(),
                                          [&](std::uint16_t slot) { return text.MayHold(slot); });
  }
};

// Words with "|" between them, and the expression: most texts hold no such word, and looking for
// one is cheap.
struct Source {
  const char* holds;
  std::string expression;
};

Patterns Compile(std::initializer_list<Source> sources) {
  RE2::Options options;
  options.set_case_sensitive(false);
  Patterns patterns;
  for (const Source& source : sources) {
    Pattern pattern;
    pattern.holds = absl::StrSplit(source.holds, '|', absl::SkipEmpty());
    if (pattern.holds.empty()) patterns.all_have_slots = false;
    for (absl::string_view word : pattern.holds) {
      if (word.size() < 2) {
        patterns.all_have_slots = false;
      } else {
        patterns.slots.push_back(AskedText::SlotOf(word));
      }
    }
    pattern.expression = std::make_unique<RE2>(source.expression, options);
    patterns.all.push_back(std::move(pattern));
  }
  std::sort(patterns.slots.begin(), patterns.slots.end());
  patterns.slots.erase(std::unique(patterns.slots.begin(), patterns.slots.end()),
                       patterns.slots.end());
  return patterns;
}

// Addresses and names in chats, then numbers: what stands beside a number goes with it.
const Patterns& ContactPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      {"@", R"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)"},
      // "hr#abc.com(#换@)", "hr(at)abc.com"
      {"#|＃|艾特|at|AT|At|aT",
       R"([\w.+-]+\s?(?:#|＃|艾特|[(（\[【](?:at|#)[)）\]】])\s?[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org)(?:[(（][^()（）]{0,8}@[^()（）]{0,4}[)）])?)"},
      {"://|www.|WWW.|Www.", R"((?:https?://|www\.)[\w./?=&%#:~-]+)"},
      {"",
       R"((?:(?:加|添加)?(?:微信|v信|威信|薇信|徽信|围信|卫星|绿泡泡|vx|wx|wechat|weixin)|加我的?(?:微信?|[vq薇]信?|vx|wx)|加群|群号|加[vq薇微]|[vq薇微]我|微\s?(?:✘|✖|❌|×|x)|\+[vq薇微]\s*[:：]|薇|qq|扣扣|企鹅号?|抖音号|快手号)(?:号码|号|群|同号)?(?:[:：\s是为]|\p{So}|\x{FE0F})*[a-z0-9][a-z0-9_\-]{4,19})"},
      {"短号", R"(短号(?:码)?[:：\s是为]*\d{4,6})"},
      {"v|q|V|Q", R"((?:^|[^a-z0-9])([vq](?:[:：]\s*[a-z0-9]|\s?\d)[a-z0-9_\-]{5,19}))"},
  }));
  return *patterns;
}
const Patterns& NumberPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      {"",
       R"((?:(?:联系|咨询|报名|招聘|招工|应聘|服务)?(?:电话|手机号码|手机号|手机|热线|专线|座机|tel|phone|mobile)|电联|致电|微信同号)?[:：\s]*(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?:[(（]?(?:微信同号|同微信|微信)[)）]?)?)"},
      {"0",
       R"((?:(?:联系|咨询|报名|招聘)?(?:电话|热线|座机|tel))?[:：\s]*(?:[(（]0\d{2,3}[)）]|0\d{2,3})[-\s]?[2-9]\d{2,3}[-\s]?\d{4}(?:[-转]\d{1,5})?)"},
      // An area code before whatever is left of a number.
      {"0", R"((?:^|[^\d.])(0[1-9]\d{1,2}-\d{4,8})(?:[^\d]|$))"},
      // Local numbers, which are nothing else behind such a word.
      {"电话|座机|固话|热线|致电|tel|TEL|Tel",
       R"((?:(?:联系|咨询|报名|招聘)?(?:电话|热线)|座机|固话|致电|tel)(?:号码?)?[:：.\s是为]*[2-9]\d{2,3}[-\s]?\d{4}(?:[-转]\d{1,5})?)"},
      {"联系|联络|咨询", R"((?:联系|联络|咨询)[:：\s]*[2-9]\d{7})"},
      {"00", R"((?:(?:联系|咨询|报名|招聘)?(?:电话|热线))?[:：\s]*[48]00[-\s]?\d{3}[-\s]?\d{4})"},
  }));
  return *patterns;
}

// Family names that are no other word beside 小, 老 or a person's rank.
constexpr absl::string_view kSurname =
    "[王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶"
    "阎余潘杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔毛邱秦顾侯邵孟段雷钱汤尹黎乔贺赖龚欧古温莫翁詹"
    "肖覃柯严方石易武康洪史施樊葛聂章向凌柳祝游甘阮祁倪]";
constexpr const char* kRanks =
    "先生|女士|小姐|经理|主管|厂长|主任|老板娘|老板|部长|课长|科长|组长|队长|店长|老师|师傅|总|姐|"
    "哥|伯|叔|姨|婶|生";

const Patterns& PersonPatterns() {
  constexpr const char* kVerbs = "打电话给|打给|致电|电联|电话联系|私聊|私信|发给|请加|添加|问|加";
  static const std::string kPerson = absl::StrCat(
      kSurname, "(?:先生|女士|小姐|经理|主管|厂长|主任|老板娘|老板|部长|老师|师傅|总|姐|哥)");
  static const Patterns* const patterns = new Patterns(Compile({
      {"负责人|招聘人|对接人|经办人|接待人|招工人|招聘者",
       R"((?:负责|招聘|对接|经办|接待|招工)(?:人|者)[:：]\s*\p{Han}{2,4})"},
      {"找|联系|咨询|联络|问|叫",
       absl::StrCat(R"((?:找|联系|咨询|联络|问|叫)(?:我们)?(?:人事部?|人资部?|行政部?|门卫|保安|)"
                    R"(车间|办公室|前台|厂长|老板)?[:：\s]*(?:小|老|阿))",
                    kSurname)},
      // A person alone between marks: "张主管", "(李经理)", "门卫陈伯".
      {kRanks,
       absl::StrCat(
           R"((?:^|[,，;；。、/\s!！(（:：\d\-—])((?:联系|找)?(?:门卫室?|保安室?|人事部?|人资部?|行政部?|办公室|文员|前台|厂长|老板)?)",
           kSurname, "(?:", kRanks,
           R"()(?:收|处|报名|面试|咨询)?)(?:[,，;；。、/\s!！)）:：\d]|$))")},
      // "厂长：李大明"
      {"长:|长：|板:|板：|娘:|娘：|理:|理：|管:|管：|任:|任：|员:|员：|师:|师：|事:|事：|名:|名：|"
       "人:|人：",
       absl::StrCat(
           R"((?:^|[,，;；。、/\s!！(（])((?:厂长|老板娘?|(?:人事|招聘|车间|生产)?(?:经理|主管|主任)|组长|班长|文员|老师|人事|负责人)(?:姓名)?[:：]\s*)",
           kSurname, R"(\p{Han}{1,2})(?:[,，;；。、/\s!！)）\d]|$))")},
      {"联系人|联络人",
       R"((?:联系|联络)人[:：\s是为]*\p{Han}{1,3}(?:先生|女士|小姐|经理|主管|厂长|老师|主任|老板|师傅|姐|哥|总|工|生)?)"},
      // The name may be any two characters; of 加 it is a family's, since 加工总装 is work.
      {"联|咨询|找",
       R"(((?:联系|咨询|找|联络|请联|电联)[:：\s]*(?:厂?门口|厂里|厂部|门卫室?|保安室?|办公室|前台|车间|公司|人事部?)?(?:的)?[^\P{Han}个名位过几一两]{1,2}?(?:先生|女士|小姐|经理|主管|厂长|老师|主任|老板|师傅|姐|哥|总|生))(?:[^产活意效日理态装共姐]|$))"},
      {kVerbs, absl::StrCat("(?:", kVerbs, ")(?:一下)?", kPerson,
                            "(?:的)?(?:电话|手机|微信|v信|vx)?(?:联系|咨询|报名|了解)?")},
      {"联系|咨询|报名|登记|了解|说一声",
       absl::StrCat("(?:和|跟|与|向)", kPerson, "(?:联系|咨询|报名|登记|了解|说一声)")},
      {"电话|手机|微信|信", absl::StrCat(kPerson, "(?:的)?(?:联系)?(?:电话|手机|微信|v信)")},
      {"工|厂|队", absl::StrCat("((?:联系|找|咨询|电联|请联)", kSurname,
                                "[工厂队])(?:[,，;；。、/\\s!！)）:：\\d]|$)")},
      {"电话|方式|热线", R"((?:联系|咨询|报名)(?:电话|方式|热线)[:：]\s*(?:[,，;；。]|$))"},
      // "扫码进群": what its picture showed, or another does.
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

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

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

// Removes all matches; `keep` may spare one. Returns the removed texts. `asked` is `text`,
// before and after.
template <typename Keep>
std::vector<std::string> Remove(const Patterns& patterns, std::string& text, AskedText& asked,
                                Keep keep) {
  std::vector<std::string> removed;
  if (!patterns.MayMatch(asked)) return removed;
  for (const Pattern& one : patterns.all) {
    if (!one.MayMatch(asked)) continue;
    const std::size_t removed_before = removed.size();
    const RE2* const pattern = one.expression.get();
    const int group = pattern->NumberOfCapturingGroups() > 0 ? 1 : 0;
    std::size_t from = 0;
    while (from < text.size()) {
      re2::StringPiece found[2];
      if (!pattern->Match(text, from, text.size(), RE2::UNANCHORED, found, group + 1)) break;
      const re2::StringPiece piece = found[group];
      const auto at = static_cast<std::size_t>(piece.data() - text.data());
      if (piece.empty()) {
        from = at + 1;
        continue;
      }
      const absl::string_view view(text);
      if (keep(view.substr(0, at), view.substr(at, piece.size()), view.substr(at + piece.size()))) {
        from = at + piece.size();
        continue;
      }
      removed.emplace_back(view.substr(at, piece.size()));
      // "男18-45女18-42": the figures must not grow together.
      const std::size_t end = at + piece.size();
      const bool between_figures =
          at > 0 && end < text.size() && IsDigit(text[at - 1]) && IsDigit(text[end]);
      text.erase(at, removed.back().size());
      if (between_figures) text.insert(at, 1, ',');
      from = at;
    }
    if (removed.size() > removed_before) asked = AskedText(text);
  }
  return removed;
}

// A longer run of digits is a number of something else.
bool IsPartOfANumber(absl::string_view before, absl::string_view, absl::string_view after) {
  const bool digit_before = !before.empty() && before.back() >= '0' && before.back() <= '9';
  const bool digit_after = !after.empty() && after.front() >= '0' && after.front() <= '9';
  return digit_before || digit_after;
}

// With the word before it, or where the check character fits: others may be an order's number.
std::size_t RemoveIdentityNumbers(std::string& text, AskedText& asked) {
  constexpr std::ptrdiff_t kShortest = 15;
  if (std::count_if(text.begin(), text.end(), IsDigit) < kShortest) return 0;
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

// What was taken out leaves empty brackets and marks side by side.
void CloseGaps(std::string& text) {
  static const RE2 empty_brackets(R"([(（【\[]\s*[,，、;；]*\s*[)）】\]])");
  static const RE2 leading(R"(^[\s,，、;；:：]+)");
  static const RE2 doubled(R"(([,，、;；])[\s,，、;；]+)");
  // "请联系小彭" leaves a 请, "电话微信同号" a 电话.
  static const RE2 left_over(
      R"((^|[,，;；。、\s!！(（])(?:有意向?者?|请|打|直接|可|电话|手机号?码?|微信号?|联系人|联系方式|联系|咨询|报名)+[:：]*([,，;；。、\s!！)）]|$))");
  // "人事部：" with nothing behind it any more
  static const RE2 bare_label(
      R"((^|[,，;；。、\s!！(（])(?:(?:人事|人资|人力资源|行政|招聘)部|厂办|门卫室?|招聘处|(?:人事|人资|行政|办公室|老板娘?|厂长|经理|主管|前台|文员)(?:电话|热线|微信|手机)?[:：])[:：]*([,，;；。、\s!！)）]|$))");
  RE2::GlobalReplace(&text, left_over, R"(\1\2)");
  RE2::GlobalReplace(&text, bare_label, R"(\1\2)");
  RE2::GlobalReplace(&text, empty_brackets, "");
  RE2::GlobalReplace(&text, doubled, R"(\1)");
  RE2::Replace(&text, leading, "");
  text = std::string(Trim(text));
}

}  // namespace

int RemoveContacts(std::string& text) {
  AskedText asked(text);
  std::size_t count = RemoveIdentityNumbers(text, asked);
  // Each of these patterns walks the whole text, and most texts hold none of what they begin with.
  const auto is_of_address_or_chat = [](char c) {
    const char low = absl::ascii_tolower(static_cast<unsigned char>(c));
    return IsDigit(c) || c == '@' || c == '.' || low == 'v' || low == 'q' || low == 'x';
  };
  const bool address_or_chat =
      std::any_of(text.begin(), text.end(), is_of_address_or_chat) ||
      asked.SaysAny({"信", "扣", "企鹅", "薇", "微", "卫星", "绿泡", "群", "抖音", "快手"});
  if (address_or_chat) count += Remove(ContactPatterns(), text, asked, IsPartOfANumber).size();
  constexpr std::ptrdiff_t kShortestNumber = 7;  // a small town's
  if (std::count_if(text.begin(), text.end(), IsDigit) >= kShortestNumber) {
    count += Remove(NumberPatterns(), text, asked, IsPartOfANumber).size();
  }
  count += Remove(PersonPatterns(), text, asked, IsPartOfANumber).size();
  // With one of these such a number begins.
  if (asked.SaysAny({"1", "8", "一", "幺", "壹", "①", "八"})) {
    count += static_cast<std::size_t>(RemoveHiddenPhones(text));
  }
  if (count > 0) CloseGaps(text);
  return static_cast<int>(count);
}

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
