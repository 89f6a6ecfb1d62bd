#include "intake/scrub/scrub_chats.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/scrub/scrub_patterns.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// What announces a name in a chat.
constexpr absl::string_view kChatNames =
    R"((?:(?:(?:加|添加|[+＋➕十])\s?)?(?:微信|v[信芯]|w信|wei\s?信|[微威薇]xin|威信|薇信|徽信|围信|嶶信|溦信|微伈|薇伈|微亻言|微芯|威芯|薇芯|微号|薇号|卫星|绿泡泡|vx|wx|wechat|weixin)|(?:加|添加)(?:个|我|我的)?好友|加我的?(?:微信?|[vq薇]信?|vx|wx)?|加群|群号|[q扣]群|加[vqw薇微]|[vq薇微]我|微\s?(?:✘|✖|❌|×|x)|\+[vq薇微]\s*[:：]|[+＋➕十]?\s?薇|飞信|qq|扣扣|叩叩|球球号?|企鹅号?|丫丫号?|yy号|陌陌号?|钉钉(?:群|号)|小红书号|抖音号|快手号|视频号|微博号|公众号(?:是|为|id)))";
// One of these stands in every such announcement.
constexpr const char* kChatWords =
    "微信|v信|V信|v芯|V芯|w信|W信|i信|I信|i 信|威信|薇|徽信|围信|嶶信|溦信|伈|亻言|微芯|威芯|微号|"
    "卫星|绿泡泡|vx|VX|Vx|vX|wx|WX|Wx|wX|chat|CHAT|Chat|xin|XIN|Xin|加我|好友|加群|群号|"
    "q群|Q群|扣群|加v|加V|加q|加Q|加w|加W|加微|v我|V我|q我|Q我|微我|微✘|微✖|微❌|微×|微x|微X|微 |"
    "+v|+V|+q|+Q|+薇|+微|飞信|qq|QQ|Qq|qQ|扣扣|叩叩|球球|企鹅|丫丫|yy|YY|陌陌|钉钉群|钉钉号|"
    "小红书号|抖音号|快手号|视频号|微博号|公众号";
// What stands between it and the name: "号：", "同号", " id is ", "→", "搜", "(".
constexpr absl::string_view kLeads =
    R"((?:[:：\s　是为→➡⇒=＝~～|/／.·↓]|-{0,2}>|\p{So}|\x{FE0F}|号码?|账号|帐号|群|同号?|搜索?|id\b|is\b)*)";
// "zs_2026", digits among them in Chinese, or each letter apart ("a 1 3 5 7 9").
constexpr absl::string_view kChatId =
    R"((?:[a-z0-9][a-z0-9_\-]{4,19}|[a-z0-9]\b(?:[\s.·\-]{1,2}[a-z0-9]\b){4,19}|[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖拐洞两0-9](?:[\s.·\-]?[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖拐洞两0-9]){4,14}))";

// Names of platforms, which stand in many titles (抖音运营, 飞机模型): a name's digit or sign must
// be in what follows, or a word that says that it is one.
constexpr absl::string_view kPlatforms =
    R"((?:快手|抖音|小红书|视频号|公众号|微博|钉钉|陌陌|b站|telegram|电报|飞机|whatsapp|\btg|\bline|skype|msn|维信))";
constexpr const char* kPlatformWords =
    "快手|抖音|小红书|视频号|公众号|微博|钉钉|陌陌|b站|B站|egram|EGRAM|电报|飞机|sapp|sApp|SAPP|"
    "tg|TG|Tg|line|LINE|Line|skype|Skype|msn|MSN|维信";

const Patterns& MailPatterns() {
  // "hr#abc.com(#换@)", "hr(at)163点com", "hr 艾特 qq dot com"
  constexpr const char* kAt =
      R"((?:@|＠|#|＃|\s@\s|\s?(?:艾特|爱特|ⓐ|[(（\[【]\s?(?:at?|@|#|艾特)\s?[)）\]】])\s?|\sat\s))";
  constexpr const char* kDot = R"((?:\.|．|。|点|\s?[(（\[【]?\bdot\b[)）\]】]?\s?))";
  constexpr const char* kMailLead =
      R"((?:(?:(?:个人)?简历(?:请)?(?:发送?|投递?)(?:至|到)?)?(?:(?:qq|hr|企业|电子)?邮箱|邮件|e-?mail)?(?:地址)?[:：\s]*)?)";
  static const Patterns* const patterns = new Patterns(Compile({
      {"@", absl::StrCat(kMailLead, R"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")},
      {"@|＠|#|＃|艾特|爱特|ⓐ|(a|（a|[a|(A|（A|[A| at| AT",
       absl::StrCat(kMailLead, R"([\w.+-]+)", kAt, "(?:扣扣|企鹅|网易|[\\w-]+(?:", kDot,
                    R"([\w-]+)*?))", kDot,
                    R"((?:com|cn|net|org)\b(?:[(（][^()（）]{0,8}@[^()（）]{0,4}[)）])?)")},
  }));
  return *patterns;
}

const Patterns& ChatPatterns() {
  static const Patterns* const patterns = new Patterns(Compile({
      {kChatWords, absl::StrCat(kChatNames, R"((?:号码?)?[:：\s]?["“「『【\[(（]\s?)", kChatId,
                                R"(\s?["”」』】\])）])")},
      {kChatWords, absl::StrCat(kChatNames, kLeads, kChatId)},
      // "VX-gzds2020"; behind a dash a few digits alone are a machine's: "VX-1000".
      {kChatWords,
       absl::StrCat(kChatNames,
                    R"((?:号码|号)?\s?[-－—=_]{1,2}\s?(?:[a-z][a-z0-9_\-]{5,19}|\d{7,}))")},
      {"短号", R"(短号(?:码)?[:：\s是为]*\d{4,6})"},
      // "➕v ab_123", "我的v是ab123"
      {"+v|+V|+q|+Q|+w|+W|+微|+薇|＋|➕|十v|十V|我的v|我的V|我的q|我的Q|我的微|v是|V是|q是|Q是|v号|"
       "V号",
       R"(((?:[+＋➕十]|我的?)\s?(?:[vqw][号信]?[:：\s是为]{1,3}|[薇微][号信]?[:：\s是为]{0,3})[a-z][a-z_\-]*[0-9_][a-z0-9_\-]{2,19}))"},
      // "飞信/扣1029384756"
      {"扣", R"(((?:飞信/?)?扣(?:扣|q)?(?:号码?)?[:：\s是为]*\d{6,11}))"},
      {kPlatformWords, absl::StrCat(kPlatforms, "(?:群|账号|帐号)?", kLeads,
                                    R"((?:[a-z][a-z_\-]*[0-9_][a-z0-9_\-]{2,19}|\+?\d{7,14}))")},
      {kPlatformWords,
       absl::StrCat(kPlatforms, R"(\s?(?:[:：→]|(?:账|帐)?号[:：\s是为]|id[:：\s是为]?)[:：\s@]*)",
                    R"([a-z][a-z0-9_\-]{4,19})")},
      {"://|www.|WWW.|Www.", R"((?:https?://|www\.)[\w./?=&%#:~-]+)"},
      // "t.cn/A6x", without what a link begins with
      {".com/|.cn/|.link/|.top/|.vip/|.cc/|.xyz/|.me/|.club/|.COM/|.CN/",
       R"((?:[a-z0-9-]+\.)+(?:com|cn|link|top|vip|cc|xyz|me|club)/[\w./?=&%#:~-]+)"},
      {".com|.cn|.COM|.CN",
       R"((?:官?网址?|网站|链接|登[录陆]|详情见|访问)[:：\s]*(?:[a-z0-9-]+\.)+(?:com|cn)\b)"},
      // 抖音搜“…”, 抖音号：小榄招工, 关注公众号：某某
      {"搜|关注|号:|号：",
       R"((?:微信|抖音|快手|小红书|视频号|公众号)(?:上|里|号)?\s?(?:搜索?|搜一下|关注)[:：\s]?(?:["“「『【][^"”」』】]{2,20}["”」』】]|[:：]\s*[\p{Han}a-z0-9_]{2,16}))"},
      {"音号:|音号：|手号:|手号：|书号:|书号：|频号:|频号：",
       R"((?:抖音|快手|小红书|视频)号[:：]\s*["“「『【]?[\p{Han}a-z0-9_\-]{2,20}["”」』】]?)"},
      {"公众号",
       R"((?:请?(?:关注|搜索?|回复))(?:我们|本|我司|我)?(?:的)?(?:微信)?公众号(?:[:：\s]+[\p{Han}a-z0-9_]{2,16}|["“「『【][^"”」』】]{2,20}["”」』】]))"},
  }));
  return *patterns;
}

// What it is stands behind the name: "1598899aabb(微信)", "zs_8866 加微信", "394857261(QQ)". Of
// figures alone so many as no pay has.
const Patterns& NameFirstPatterns() {
  constexpr const char* kName = R"((?:[a-z][a-z0-9_\-]{5,19}|\d+[a-z_][a-z0-9_\-]{3,18}|\d{7,11}))";
  constexpr const char* kMixedName =
      R"((?:[a-z][a-z_\-]*[0-9_][a-z0-9_\-]{3,19}|\d{2,}[a-z_]{2,}\w*))";
  static const Patterns* const patterns = new Patterns(Compile({
      {"微信)|微信）|信】|信]|信号)|信号）|信同|微)|微）|v)|v）|V)|V）|vx)|VX)|Vx)|vx）|VX）|wx)|"
       "WX)|Wx)|"
       "wx）|WX）|qq)|QQ)|qq）|QQ）|q)|Q)|号)|号）",
       absl::StrCat(kName,
                    R"(\s?[(（\[【]\s?(?:请?加)?(?:我的?|是)?(?:微信|v信|vx|wx|微|v|qq|q|wechat))",
                    R"((?:号码?|同号|联系)?\s?[)）\]】])")},
      {"微信|加微|加我|加v|加V|vx|VX|Vx|wx|WX|Wx",
       absl::StrCat(
           R"((?:^|[,，;；。、\s!！:：]|联系|找我?|有意))", "(", kMixedName,
           R"([\s,，]?(?:请?加(?:我的?)?(?:微信?|v信?|vx|wx)|是?(?:我的?)?(?:微信|vx|wx))(?:号|联系|好友)?))",
           R"((?:[,，;；。、\s!！)）]|$))")},
  }));
  return *patterns;
}

// Names that a single letter or sign announces: "v:ab1234", "Q 88776655", "@ab_1234".
const Patterns& SignPatterns() {
  static const std::string kSignWords = [] {
    std::vector<std::string> words;
    for (absl::string_view letter : {"v", "V", "q", "Q"}) {
      for (absl::string_view behind : {":", "：", "号", " ", "\t", "\n", "\r", "\f"}) {
        words.push_back(absl::StrCat(letter, behind));
      }
      for (int digit = 0; digit < 10; ++digit) words.push_back(absl::StrCat(letter, digit));
    }
    return absl::StrJoin(words, "|");
  }();
  static const Patterns* const patterns = new Patterns(Compile({
      {kSignWords.c_str(),
       R"((?:^|[^a-z0-9])([vq](?:[:：]\s*[a-z0-9][a-z0-9_\-]{5,19}|\s?\d{6,12}|号[:：\s]*\d{5,12})))"},
      {"@",
       R"((?:^|[^a-z0-9_.])((?:\b(?:tg|telegram)|飞机|电报)?[:：\s]*@[a-z][a-z_]*[0-9_][a-z0-9_]{2,29}))"},
  }));
  return *patterns;
}

// Within a longer word: "AVX10200" is a machine.
bool GoesOnFromALetter(absl::string_view before, absl::string_view found) {
  return absl::ascii_isalpha(static_cast<unsigned char>(found.front())) && !before.empty() &&
         absl::ascii_isalpha(static_cast<unsigned char>(before.back()));
}

// "5000-6000", "8K-12K": pay, from and to, which no chat's name looks like.
bool EndsWithARange(absl::string_view found) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kMost = 5;
  const auto drop_figure = [&] {
    std::size_t digits = 0;
    bool thousands = false;
    if (!found.empty() && absl::ascii_tolower(static_cast<unsigned char>(found.back())) == 'k') {
      found.remove_suffix(1);
      thousands = true;
    }
    while (!found.empty() && IsDigit(found.back())) {
      found.remove_suffix(1);
      ++digits;
    }
    if (thousands) return digits > 0 && digits < kFewest;
    return digits >= kFewest && digits <= kMost;
  };
  const char last = found.empty() ? ' ' : found.back();
  if (IsDigit(last) && last != '0') return false;
  if (!drop_figure() || found.empty() || found.back() != '-') return false;
  found.remove_suffix(1);
  return drop_figure() &&
         (found.empty() || !absl::ascii_isalnum(static_cast<unsigned char>(found.back())));
}

}  // namespace

bool IsPartOfANumber(absl::string_view before, absl::string_view found, absl::string_view after) {
  const bool before_too = IsDigit(found.front()) && !before.empty() && IsDigit(before.back());
  const bool after_too = IsDigit(found.back()) && !after.empty() && IsDigit(after.front());
  return before_too || after_too;
}

std::size_t RemoveChats(std::string& text, AskedText& asked) {
  // Most texts hold nothing of what one of these begins with.
  const bool sign = asked.HasByte('@') || asked.HasByte('#');
  const bool letter =
      asked.HasByte('v') || asked.HasByte('V') || asked.HasByte('q') || asked.HasByte('Q');
  // "加微信 13000-15000元": no name in a chat.
  const auto is_other = [](absl::string_view before, absl::string_view found,
                           absl::string_view after) {
    return IsPartOfANumber(before, found, after) ||
           (IsDigit(found.back()) && StartsWithAny(after, {"元", "块", "/月", "每月"})) ||
           EndsWithARange(found) || GoesOnFromALetter(before, found);
  };
  std::size_t count = 0;
  if (sign || asked.SaysAny({"＠", "＃", "艾特", "爱特", "ⓐ", "(a", "（a", "[a", "(A", "（A", "[A",
                             " at", " AT"})) {
    count += Remove(MailPatterns(), text, asked, is_other).size();
  }
  static const PatternLists* const lists =
      new PatternLists({&NameFirstPatterns(), &ChatPatterns()});
  count += Remove(*lists, text, asked, is_other).size();
  if (sign || letter) count += Remove(SignPatterns(), text, asked, is_other).size();
  return count;
}

}  // namespace laowu::intake
