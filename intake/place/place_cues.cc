#include "intake/place/place_cues.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/facts/facts_text.h"
#include "intake/place/coast_towns.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {

bool SpeaksOfMoreThanAPlace(absl::string_view words) {
  if (absl::EndsWith(words, "班") && !absl::EndsWith(words, "上班")) return true;
  // "六枝特区人民医院", "广州白云区人和镇"
  for (absl::string_view of_a_name : {"人民", "人和"}) {
    if (const std::size_t at = words.find(of_a_name); at != words.npos) {
      return SpeaksOfMoreThanAPlace(words.substr(0, at)) ||
             SpeaksOfMoreThanAPlace(words.substr(at + of_a_name.size()));
    }
  }
  for (absl::string_view word :
       {"到",     "送",     "往",     "跑",   "去",   "招",   "出差", "友",   "老乡", "籍",  "人",
        "三角洲", "珠三角", "长三角", "毕业", "总部", "注册", "客户", "市场", "端庄", "落落"}) {
    if (Holds(words, word)) return true;
  }
  return false;
}

std::string LabelledAddress(absl::string_view text) {
  static const RE2 label(
      R"((面试|面谈|应聘|报名|报到|集合|住宿|宿舍|体检|培训|邮寄|收件|乘车|上车|总部|总公司|注册|户籍|家庭|负责|销售|服务|配送|送货|业务|开发|拓展|面向|来源|意向|期望)?(?:(工作地点|工作地址|工作地区|工作区域|工作城市|工作地|上班地点|上班地址|上班地区|上班区域|上班的?地方|上班地|公司地址|工厂地址|厂址|地址|地点|坐标)\s*(?:在|是|为)?\s*[:：]?|(?:区域|地区|定位|位置|城市|所在地|店址)\s*[:：])\s*)");
  static const RE2 address(R"(^([^\n。；;，,！!]{2,40}))");
  std::string first;
  if (!SaysAny(text, {"地", "址", "坐标", "区域", "定位", "位置", "城市"})) return first;
  re2::StringPiece rest(text.data(), text.size());
  std::string purpose;
  std::string kind;
  while (RE2::FindAndConsume(&rest, label, &purpose, &kind)) {
    std::string stated;
    if (!purpose.empty() || !RE2::PartialMatch(rest, address, &stated)) continue;
    if (absl::StartsWith(kind, "工作") || absl::StartsWith(kind, "上班")) return stated;
    if (first.empty()) first = stated;
  }
  return first;
}

std::string PlaceClauses(absl::string_view text) {
  // "【中山古镇】灯饰厂招装配工", "石岐兴中广场。"
  std::string clauses = absl::StrReplaceAll(FoldClauses(text), {{"】", "】,"},
                                                                {":招", "招"},
                                                                {":急", "急"},
                                                                {":诚", "诚"},
                                                                {"局:", "局,"},
                                                                {"输出:", "输出,"},
                                                                {"。", ","},
                                                                {"|", ","},
                                                                {"月/", "月,"},
                                                                {"「", ","},
                                                                {"」", ","},
                                                                {"『", ","},
                                                                {"』", ","},
                                                                {"《", ","},
                                                                {"》", ","}});
  // "深圳市某某公司位于坦洲镇": where it lies, and not what it is called.
  static const std::string& lies = *new std::string("位于");
  for (std::size_t at = clauses.find(lies); at != std::string::npos;
       at = clauses.find(lies, at + lies.size())) {
    const std::size_t mark = clauses.find_last_of(",;!?()", at);
    const std::size_t begin = mark == std::string::npos ? 0 : mark + 1;
    if (!EndsWithAny(absl::string_view(clauses).substr(begin, at - begin), {"公司", "厂", "店"})) {
      continue;
    }
    clauses.erase(begin, at - begin);
    at = begin;
  }
  return clauses;
}

bool IsAFirm(absl::string_view words, bool calls) {
  static const RE2 known(
      R"(^(?:富士康|鸿海|立讯|世硕|昌硕|和硕|旭硕|名硕|达丰|广达|纬创|仁宝|英业达|联宝|比亚迪|tcl|oppo|vivo|华为|小米|联想|三星|lg|美的|格力|海尔|海信|长虹|创维|康佳|奥马|京东方|惠科|华星|天马|信利|歌尔|蓝思|伯恩|瑞声|舜宇|领益|欣旺达|宁德时代|亿纬|德赛|海力士|闻泰|华勤|龙旗|捷普|伟创力|可成|特斯拉|蔚来|小鹏|吉利|奇瑞|长安汽车|广汽|上汽)(?:电子|科技|集团|工业园|园区|小时工|返费|普工|\p{Han}{0,2}厂)?$)");
  static const RE2 name(R"(^(?:\p{Han}{2,4}|[a-z]{2,8})$)");
  static const RE2 no_name(
      R"([锅面粉菜鸭鸡鱼肉饭酒茶吃馆店食汤豆老各急量高包附全本工人员师徒男女会要不在到去送派个名岁]|长期|直|火热|[路街道站]|银行|保险|航空|商会|大学|学院|本地|周边|市区|地区|全市|新区)");
  const re2::StringPiece piece(words.data(), words.size());
  return RE2::FullMatch(piece, known) ||
         (calls && RE2::FullMatch(piece, name) && !RE2::PartialMatch(piece, no_name));
}

bool IsForSomethingElse(absl::string_view part) {
  for (absl::string_view purpose : {"面试", "面谈", "应聘", "报名", "报到", "集合", "住宿", "宿舍",
                                    "体检", "上车", "乘车", "接人", "接送"}) {
    if (absl::StartsWith(part, purpose)) return true;
  }
  return false;
}

bool IsPlainWord(absl::string_view name) {
  static const RE2 word(
      R"(^(?:东方|平安|和平|光明|大方|新华|长安|新兴|永兴|兴隆|同心|友谊|前进|向阳|红旗|安宁|太平|海南|合作|平和|方正|互助|乐业|富裕|友好|大同|共和|安定|吉利|兴业|长寿|安康|公安|通道|开化|正定)$)");
  return RE2::FullMatch({name.data(), name.size()}, word);
}

bool EndsAsAWord(absl::string_view words, absl::string_view unread) {
  constexpr std::size_t kWord = 6;  // bytes of two ideographs
  if (words.size() < unread.size() + kWord) return false;
  words.remove_suffix(unread.size());
  if (!IsPlainWord(words.substr(words.size() - kWord))) return false;
  words.remove_suffix(kWord);
  static const RE2 leads_to(R"((?:[在于地址点标:司店厂省市县州]|上班|工作|位置)$)");
  return !words.empty() && !RE2::PartialMatch({words.data(), words.size()}, leads_to);
}

bool IsAnEstate(absl::string_view after) {
  static const RE2 estate(
      R"(^(?:雅居乐|万科|碧桂园|保利|远洋|恒大|龙光|时代|奥园|金地|中海|华润|招商|融创|世茂|富力|星汇|盛景|凯茵|锦绣)\p{Han}{0,5}$|^\p{Han}{2,5}(?:[^全本同]城|花园|苑|家园|公园|府|豪?庭|半岛|名都|山庄|新村|公馆|大厦|小区|商场|写字楼|物业|别墅|中学|小学|幼儿园|医院)$)");
  return RE2::FullMatch({after.data(), after.size()}, estate);
}

bool IsAtShop(absl::string_view name, bool is_town, absl::string_view after) {
  static const RE2 school(
      R"(^\p{Han}{0,4}(?:幼儿园|托管班?|小学|中学|学校|养老院|敬老院|诊所|仓库|食堂|饭堂|快递|驿站|项目部)$)");
  static const RE2 shop(
      R"(^\p{Han}{0,4}(?:[^鸽饼粥粉面]店|酒店|物业|饭店|餐饮|餐厅|厨房|商行|超市|酒家|酒楼|茶楼|会所|医院|车间|作坊|门市|洗车场?)$)");
  const re2::StringPiece piece(after.data(), after.size());
  return !IsWordAsWell(name) && name != "南头" &&
         (RE2::FullMatch(piece, school) || (is_town && RE2::FullMatch(piece, shop)));
}

bool EndsAsAPlaceOfWork(absl::string_view after, bool is_word) {
  static const RE2 works(
      R"(^\p{Han}{0,8}(?:厂|公司|基地|花木场|[农猪鸡鸭牛羊渔林茶菜花蕉市]场|苗圃|果园|茶园|养殖场|种植园|鱼塘|虾塘|蟹塘|医院|卫生院|诊所|敬老院|养老院|福利院|幼儿园|学校|小学|中学|托管班?|酒楼|酒店|饭店|酒家|餐厅|餐馆|饭馆|茶楼|宾馆|民宿|饭堂|食堂|超市|商场|[灯家服电五玩]\p{Han}{0,2}城|码头|车站|客运站|高铁站|仓库|物流园|工业园|产业园|工地|项目部|楼盘|小区|花园|物业|加油站|快递站|驿站|4s店|汽修店?|洗车场?|合作社|村委会?|居委会?|车间|作坊|装修|门市部?|档口|大排档|烧烤店?|奶茶[店铺]|[^吃鸽饼粥粉面糕]店|仓|仓储中心|分拣中心|库房|会所|药房|网吧|健身房)$)");
  // of a town whose name is a word as well
  static const RE2 fields(
      R"(^\p{Han}{0,4}(?:基地|花木场|[农猪鸡鸭牛羊渔蕉]场|苗圃|果园|菜场|养殖场|种植园|鱼塘|虾塘|蟹塘|合作社)$)");
  const re2::StringPiece piece(after.data(), after.size());
  return RE2::FullMatch(piece, is_word ? fields : works);
}

bool IsWithinATown(absl::string_view name, absl::string_view after) {
  static const RE2 within(
      R"((?:村|路|街|巷|工业区|工业园|开发区|社区|大道|广场|市场|附近|桥|厂|酒楼|灯都|产业园|科技园|物流园|化工园|旁|旁边|对面|隔壁|交界)$)");
  static const RE2 two_or_three(R"(^\p{Han}{2,3}$)");
  static const RE2 no_part(R"(古城|老板|[工员师店奶糕面粉饭]$)");
  // A village is called by its land; the direction alone is a road's or an exit's.
  static const RE2 land(
      R"(^\p{Han}{1,2}[涌沥坑岗塘埔围基滘洲环沟沙湾山田坦栏岐朗冲溪河坊迳滩垄边仔埗西南北]$)");
  const re2::StringPiece more(after.data(), after.size());
  if (more.empty() || RE2::PartialMatch(more, within) || IsAnEstate(after) ||
      RE2::FullMatch(more, land)) {
    return true;
  }
  const bool plain_word = IsWordOrDirection(name) && name != "南头";
  return !plain_word && RE2::FullMatch(more, two_or_three) && !RE2::PartialMatch(more, no_part);
}

namespace {

// Bytes of the mark or blank between names that `text` begins with; 0 if it begins with none.
std::size_t MarkLength(absl::string_view text) {
  for (absl::string_view mark : {"-", "·", "•", ">", "_", "—", "–", "→", "»", "~"}) {
    if (absl::StartsWith(text, mark)) return mark.size();
  }
  return BlankLength(text);
}

bool IsIdeograph(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xE4 && byte <= 0xE9;
}

}  // namespace

std::string WithoutMarksBetweenWords(absl::string_view clause) {
  std::string joined;
  bool behind_word = false;
  for (absl::string_view rest = clause; !rest.empty();) {
    std::size_t marks = 0;
    while (behind_word && MarkLength(rest.substr(marks)) > 0) {
      marks += MarkLength(rest.substr(marks));
    }
    if (marks > 0 && marks < rest.size() && IsIdeograph(rest[marks])) rest.remove_prefix(marks);
    const absl::string_view character =
        rest.substr(0, std::max<std::size_t>(1, Utf8SequenceLength(rest)));
    behind_word = IsIdeograph(character[0]);
    joined.append(character.data(), character.size());
    rest.remove_prefix(character.size());
  }
  return joined;
}

bool LeadsToAPlace(absl::string_view before, absl::string_view words) {
  // Whose the place is, or what else is there.
  if (SaysAny(before, {"户口", "家住", "家在", "老家", "住在", "总厂", "总店", "前公司", "原公司",
                       "老板", "来自", "宿舍", "仓库在", "驾照", "毕业", "籍"}) ||
      EndsWithAny(before, {"住", "会讲", "会说", "持", "有", "像", "似", "离"})) {
    return false;
  }
  return EndsWithAny(words, {"镇", "街道", "市", "县", "区", "州"}) ||
         EndsWithAny(before, {"在",   "于",   "址",   "点",   "标",   ":",    "厂",   "司",
                              "店",   "位置", "上班", "是",   "为",   "地",   "城市", "区域",
                              "定位", "来",   "普工", "附近", "靠近", "周边", "位于"});
}

bool BeginsWithALandmark(absl::string_view after) {
  static const RE2 landmark(
      R"(^\p{Han}{0,7}?(?:机场|高铁\p{Han}{0,2}站|火车[东西南北]?站|客运站|汽车站|[东西南北]站|地铁站|服务区|工业[园区城]|产业[园城]|科技[园城]|物流[园城]|化工园|石化区|[^公校花家菜果乐]园区|开发区|高新区|经开区|保税[区港]|自贸区|新区|示范区|大学城|职教城|[皮家服五灯鞋建商玉陶水卫珠汽农食茶花童电布轻]\p{Han}{0,2}城|铝业园|电子园|万达|万象|吾悦|奥特莱斯|商业广场|[民中文人新国商]\p{Han}{0,2}广场|步行街|商业街|购物中心|口岸|港区|矿区|林场|景区|度假区|水库|电站|电厂|村委会|社区|安置区))");
  static const RE2 whole(
      R"(^(?:\p{Han}{1,6}(?:[^农乡下全]村|广场|大道|工地|项目部|商都|码头)|某\p{Han}{0,6}(?:小区|楼盘|花园|[^工]厂|工厂|公司|酒店|酒楼|饭店|超市|商场|医院|学校|幼儿园|写字楼)|北站|东站|西站|南站)(?:[一二三四五六七]期|附近|旁边?|对面|隔壁|周边|门口|一带|里面?|内|工地|项目部?)*$)");
  static const RE2 other(R"(^(?:人[^民]|户|籍|话|口|同乡|商会|老乡|市场部)|出口|总部|[面粉]馆)");
  constexpr std::size_t kShortest = 6;
  if (after.size() < kShortest) return false;
  const re2::StringPiece more(after.data(), after.size());
  return (RE2::PartialMatch(more, landmark) || RE2::PartialMatch(more, whole)) &&
         !RE2::PartialMatch(more, other);
}

// Food, pay, work, people and what they do: characters of words that follow a place and name none.
#define LAOWU_NO_PLACE                                                             \
  "面粉菜饭鸭鸡鱼肉锅汤茶酒豆吃住包招急诚聘高薪厂工员店" \
  "装货车线话语籍人户男女姐哥总生师要找去到送跑休班月直本全搓澡族票照"

bool IsPartOfACounty(absl::string_view name, const PlaceReading& reading) {
  static const RE2 part(R"(^\p{Han}{2,3}$)");
  static const RE2 other(
      "[" LAOWU_NO_PLACE
      R"(奶腿醋芽瓷饼糖鹅牛羊猪参药长厨牌某]|户口|口音|社保|五险|周边|附近|市区|商会|同乡|古城|古镇|旅游|分公|驾照|特产|风味|口味|家常|小吃|拖拉|彝族|经理|主管|家具|木雕|红木)");
  const bool is_county =
      reading.code.size() == kCountyDigits && !absl::EndsWith(reading.code, "00");
  return is_county && !IsPlainWord(name) && RE2::FullMatch(reading.unread_text, part) &&
         !RE2::PartialMatch(reading.unread_text, other);
}

namespace {

// How the hired are paid and kept, behind who they are.
constexpr absl::string_view kTerms =
    "(?:日结|月结|周结|现结|当天结|包吃住?|包住|工资|月薪|日薪|时薪|每天|每小时|一天|一个月|一月|"
    "每月|底薪|保底|综合|计件|急)*$";
constexpr absl::string_view kAnyHand =
    "(?:长期|短期|临时|暑假|寒假|暑期|假期|小时|计时|兼职|全职|夜班|白班|钟点|学生|返费|派遣|正式)*"
    "(?:普工|[长短]期工|临时工|小时工|计时工|钟点工|暑假工|寒假工|暑期工|假期工|临工|零工|学生工|"
    "返费工|派遣工|正式工|日结工?|兼职)";

}  // namespace

bool IsAnyHand(absl::string_view after) {
  static const RE2 hand(absl::StrCat("^", kAnyHand, kTerms));
  return RE2::PartialMatch({after.data(), after.size()}, hand);
}

bool IsSomebodyWanted(absl::string_view after) {
  static const RE2 somebody(
      absl::StrCat("^\\p{Han}{0,6}?(?:[^员老职加打人施]工|[^人官党学动]员|师傅|司机|保安|学徒|保洁|"
                   "阿姨|杂工|跟单|"
                   "客服|导购|厨师|会计|仓管|老师|医生|护士|助理|帮厨)",
                   kTerms));
  if (IsAnyHand(after)) return true;
  return EndsWithAny(after, {"工", "员", "傅", "机", "安", "徒", "洁", "姨", "单", "服",
                             "购", "师", "计", "管", "生", "士", "理", "厨", "结", "住",
                             "资", "薪", "天", "月", "时", "吃", "底", "合", "件", "急"}) &&
         RE2::PartialMatch({after.data(), after.size()}, somebody);
}

bool EndsAsAFarPlace(absl::string_view after) {
  static const RE2 place(
      R"(^\p{Han}{1,6}(?:厂|煤矿|医院|基地|产业园|合作社|农场|茶场|养殖场|港|港区|码头|机场|车站|火车站|高铁站|口岸|保税区|自贸区|大学城|新城|[家服商灯电五玩建]\p{Han}{0,2}城|工业区|石化区|开发区|园区|科技园|工业园|物流园|花木场|[猪鸡鸭牛羊渔林菜]场|苗圃|鱼塘|果园|茶园|工地|项目部|景区|电站|水库|[^公校]园)$|^\p{Han}{1,5}[^险务源流力遣行]公司$|^(?:机场|港|码头|火车站|高铁站|车站|大学城|口岸|工地|农场|茶场|猪场|鸡场|果园|茶园)$)");
  return RE2::FullMatch({after.data(), after.size()}, place);
}

bool IsFarPlaceOfWork(const PlaceReading& reading, absl::string_view name, bool calls) {
  static const RE2 works(
      R"(^\p{Han}{1,5}(?:厂|煤矿|基地|医院|产业园|合作社|农场|茶场|养殖场)|^煤矿)");
  if (absl::EndsWith(reading.code, "0000")) return false;
  if (RE2::PartialMatch(reading.unread_text, works)) return true;
  if (!calls) return false;
  return EndsAsAFarPlace(reading.unread_text) ||
         (EndsWithAny(name, {"区", "县", "市"}) &&
          EndsAsAPlaceOfWork(reading.unread_text, false)) ||
         (reading.unread_text == "厂" && !IsPlainWord(name));
}

std::size_t PlainCallAt(absl::string_view words) {
  for (absl::string_view call : {"请人", "请工", "要人", "要工", "缺人", "缺工", "差人", "雇人",
                                 "有没有", "有冇", "有无", "有人"}) {
    if (const std::size_t at = words.find(call); at != absl::string_view::npos && at > 0) return at;
  }
  static const RE2 wants(
      R"(^(\p{Han}*?[^高主需重必不只])(?:要|请|缺|差)\p{Han}{0,5}(?:工|员|师傅|技师|司机|阿姨|保安|厨师|保姆|学徒)(?:都得|都要|都行|都可以?|均可)?$)");
  // "民众收香蕉工": hands for a field are called by what they do.
  static const RE2 harvest(
      R"(^(\p{Han}{2,8}?)(?:收|挖|砍|摘|采|割|插|种|捞|抓)(?:香?蕉|莲?藕|鱼|虾|蟹|鸡|甘?蔗|水?稻|谷|菜|玉米|水?果|茶|荔枝|龙眼|莲|芋|姜|葱|秧|药|桑|菠萝|草)\p{Han}{0,3}(?:工|人|手)$)");
  re2::StringPiece place;
  if (EndsWithAny(words, {"工", "人", "手"}) &&
      RE2::FullMatch({words.data(), words.size()}, harvest, &place)) {
    return place.size();
  }
  if (!SaysAny(words, {"要", "请", "缺", "差"}) ||
      !RE2::FullMatch({words.data(), words.size()}, wants, &place)) {
    return absl::string_view::npos;
  }
  return place.size();
}

bool IsPlaceThatCalls(const PlaceReading& reading, absl::string_view name,
                      absl::string_view after) {
  static const RE2 elsewhere(R"(去|赴|前往|派往|输送|外派|^招(?:聘会|待|商|标|生|牌|考|远))");
  static const RE2 all_of_it(R"((?:本地|市区|城区|市内|周边|附近|各镇区?)?)");
  return RE2::FullMatch(reading.unread_text, all_of_it) && reading.code.size() == kCountyDigits &&
         !absl::EndsWith(reading.code, "0000") && !IsPlainWord(name) &&
         !RE2::PartialMatch({after.data(), after.size()}, elsewhere);
}

PlaceReading WithUnknownZone(PlaceReading place) {
  static const RE2 zone(R"(^\p{Han}{1,2}[\p{Han}]$)");
  static const RE2 other("[" LAOWU_NO_PLACE "口新板]|长期|长白|社保|五险|周边|附近|市区|商会|同乡");
#undef LAOWU_NO_PLACE
  constexpr std::size_t kShortest = 6;  // bytes of two ideographs
  if (place.unread_text.size() < kShortest || IsPlainWord(place.unread_text) ||
      !RE2::FullMatch(place.unread_text, zone) || RE2::PartialMatch(place.unread_text, other)) {
    return place;
  }
  return WithUnknownPart(std::move(place));
}

PlaceReading WithUnknownPart(PlaceReading place) {
  static const RE2 part(R"(^\p{Han}{2,4}$)");
  static const RE2 no_part(
      R"([路街道号楼厦园城区厂店司校院村市场内外地]$|中心|周边|附近|一带|境内|各|全|本|上班|工作|招|普工)");
  const bool city = absl::EndsWith(place.code, "00") && !absl::EndsWith(place.code, "0000");
  constexpr std::size_t kMostBytes = 12;  // four characters
  const bool short_part = !place.unread_text.empty() && place.unread_text.size() <= kMostBytes;
  if (city && short_part && place.unread_name.empty() && place.other_name.empty() &&
      RE2::FullMatch(place.unread_text, part) && !RE2::PartialMatch(place.unread_text, no_part)) {
    place.unread_name = place.unread_text;
    place.confidence = std::min(place.confidence, 70);
  }
  return place;
}

bool NamesADish(absl::string_view title) {
  // Kitchens of provinces and regions; then dishes, each with the place whose name they bear.
  static const RE2 kitchen(
      R"((?:四川|重庆|成都|湖南|湖北|江西|云南|贵州|广西|广东|东北|山东|山西|陕西|西安|河南|安徽|江苏|浙江|福建|新疆|内蒙古?|海南|潮汕|潮州|汕头|顺德|客家|北京|上海|天津|杭州|台湾|韩国|日本|泰国|越南)(?:特色|家常|风味|土|本帮|私房|农家|老)*(?:菜|料理|小吃|风味|面馆|粉店|粉馆|饺子|水饺|包子|馒头|烤肉|卤味|卤菜|麻辣烫|串串|烤鱼|冒菜|小炒))");
  static const RE2 dish(
      R"((?:桂林|常德|津市|衡阳|湖南|江西|广西|贵州|南昌|陆川)(?:牛肉|猪脚|鲜|生榨)?(?:米粉|粉店|粉馆|拌粉|炒粉)|(?:柳州|广西)(?:老友)?螺[蛳丝狮]粉|南宁老友粉|(?:兰州|青海|西北)(?:牛肉)?(?:拉面|面|牛肉面)|沙县(?:小吃|拌面|扁肉)|(?:重庆|成都|四川)(?:小面|火锅|冒菜|串串|麻辣|酸辣粉|鸡公煲|老火锅)|(?:潮汕|潮州|汕头)(?:鲜)?(?:牛肉|砂锅|生腌|卤|肠粉|粥)|(?:云南|蒙自|建水|昆明)(?:过桥)?(?:米线|汽锅鸡|饵)|(?:遵义|贵州|水城|兴义|六盘水)(?:羊肉|牛肉|羊杂)粉|(?:水城|六盘水|贵阳)烙锅|(?:凯里|贵州)酸汤|贵阳(?:肠旺|丝娃娃)|武汉(?:热干面|鸭脖)|(?:北京)(?:烤鸭|炸酱面|涮)|天津(?:煎饼|包子|麻花)|(?:山东|杂粮|菏泽)(?:煎饼|大馒头|壮馍)|山西(?:刀削面|面食|面)|(?:陕西|西安)(?:凉皮|肉夹馍|面食|面|泡馍)|(?:河南|郑州)(?:烩面|胡辣汤|面)|新疆(?:大盘鸡|炒米粉|羊肉)|(?:杭州|上海|嵊州|南京|开封)(?:小笼|灌汤包|生煎)|扬州炒饭|南京(?:鸭血|盐水鸭|大牌档)|(?:金华)火腿|(?:福州|温州)鱼丸|厦门沙茶面|隆江猪脚|湛江(?:鸡|生蚝|烤)|清远鸡|顺德双皮奶|(?:海南|文昌)(?:鸡|椰子鸡)|(?:安徽|太和)(?:牛肉)?板面|淮南牛肉汤|徐州地锅|浏阳蒸菜|长沙臭豆腐|(?:缙云|黄山)烧饼|德州扒鸡|(?:淄博|锦州|哈尔滨|东北|新疆)烧烤|乐山(?:钵钵鸡|烧烤)|宜宾燃面|自贡(?:兔|菜)|黄焖|三汁焖锅)");
  const re2::StringPiece piece(title.data(), title.size());
  return RE2::PartialMatch(piece, kitchen) || RE2::PartialMatch(piece, dish);
}

}  // namespace laowu::intake
