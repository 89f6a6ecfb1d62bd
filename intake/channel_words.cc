#include "intake/channel_words.h"

#include "re2/re2.h"

namespace laowu::intake {

std::optional<reference::Channel> ReadChannelWords(absl::string_view text) {
  static const RE2 denied("不是|没有|没|非|未|无");
  static const RE2 relatives(
      R"(^(?:跟|跟着|和|由|靠|托|通过|经)?(?:家里|家中|同村|村里|本村|隔壁|)"
      R"(一个)?的?(?:亲戚|亲友|亲属|朋友|老乡|同乡|熟人|亲人|家人|家属|老公|老婆|丈夫|妻子|)"
      R"(爱人|父母|爸妈|父亲|母亲|儿子|女儿|兄弟|姐妹|哥哥?|姐姐?|弟弟?|妹妹?|同学|工友|)"
      R"(邻居|村民|(?:同)?村里?人|战友|舅舅?|叔叔?|姑姑?|姨妈?|表哥|表姐|堂哥|)"
      R"([/、和])+(?:带|介绍|推荐|帮忙|帮|叫|喊|找|一起|一同|一块|带领|带动|领|拉|联系|去|)"
      R"(出|外出|出去|过去|走|打工|务工|工作|做工|进厂|的|了|着|我|她|他|就业)*$)");
  static const RE2 self(
      R"(^(?:本人|个人|他|她|我)?(?:自己|自个|自行|自主|自发|自愿|独自|一个人|单独|自谋|)"
      R"(个人|本人)(?:去|出|出去|出门|外出|找|联系|寻找|求职|应聘|打工|务工|就业|创业|择业|)"
      R"(谋生|谋职|职业|工作|活|厂|走|上门|进厂|到|开店|做生意|经营|过去|组织|的|了)*$|)"
      R"(^(?:自找|自寻|散工|零工|自由职业|灵活就业)$)");
  static const RE2 app(
      R"(^(?:自己|本人|自行)?(?:在|从|通过|经|上|用)?(?:网上|网络|互联网|线上|手机上?|抖音|)"
      R"(快手|微信群?|朋友圈|直播(?:带岗)?|58同城|五八同城|boss直聘|boss|智联(?:招聘)?|)"
      R"(招聘网站?|招聘软件|app|小程序|公众号)(?:上|里|看|看到|应聘|报名|投简历|招聘|求职|)"
      R"(找|找工作|招工|工作|的|了|平台)*$)");
  static const RE2 agency(
      R"(^(?:通过|经|由)?(?:职业|劳务|就业|人力资源)?(?:中介(?:公司|机构)|职介所?|)"
      R"(职业介绍所?|人力(?:资源)?公司|派遣公司|劳务派遣)(?:介绍|派遣|招聘|招工|带|组织|的|)"
      R"(去|出去)*$)");
  const re2::StringPiece piece(text.data(), text.size());
  if (RE2::PartialMatch(piece, denied)) return std::nullopt;
  if (RE2::FullMatch(piece, relatives)) return reference::Channel::kRelatives;
  if (RE2::FullMatch(piece, app)) return reference::Channel::kApp;
  if (RE2::FullMatch(piece, self)) return reference::Channel::kSelf;
  if (RE2::FullMatch(piece, agency)) return reference::Channel::kLabourCompany;
  return std::nullopt;
}

}  // namespace laowu::intake
