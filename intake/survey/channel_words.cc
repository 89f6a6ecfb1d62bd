#include "intake/survey/channel_words.h"

#include <cstddef>

#include "re2/re2.h"

namespace laowu::intake {

namespace {

// Who sent them, by name of their kind.
std::optional<reference::Channel> ReadOrganised(const re2::StringPiece& piece) {
  // Of public_service: the county's offices and the township's; a village is no public service, and
  // a bus without a word of whose it is may be a factory's.
  static const RE2 public_service(
      R"(^(?:由|通过|经|跟着?|坐|乘|参加)?(?:县|市|区|州|本县|乡镇|镇|乡)?(?:政府|人社局?|人社部门|)"
      R"(人社所|人社中心|就业局|就业中心|就业服务中心|公共就业服务机构|劳动保障所|劳动局|街道办?|)"
      R"(镇里|镇上|乡里|县里|县上|区里|市里|乡镇|镇|县)(?:有组织|统一|集中|免费|的|地)*)"
      R"((?:组织|包车|专车|专列|输送|接送|送|点对点|安排|介绍|推荐|招聘会|输出|带队)+)"
      R"((?:去|出去|外出|务工|就业|输出|的|了)*$|)"
      R"(^(?:坐|乘|通过)?点对点(?:包车|专车|专列|输送|直达|输出|服务|送岗|送|组织|去|的)*$|)"
      R"(^(?:通过|在|参加|去)?(?:现场|专场|春风行动|公益|政府|县里|县城|镇上|镇里|乡里)*招聘会)"
      R"((?:上|现场)?(?:找|应聘|报名|介绍|推荐|招|去|的|到)*$)");
  // An office of theirs by its name alone: "盘州市人社局", "政府".
  static const RE2 office(
      R"(^(?:由|通过|经)?(?:\p{Han}{1,7}(?:省|市|县|区|州|镇|乡|街道)|县|市|区|州|镇|乡)?(?:人民政府|政府|人社局|)"
      R"(人力资源和?社会保障局|人社部门|人社所|人社中心|就业局|劳动就业局|就业中心|就业服务中心|)"
      R"(公共就业服务中心|公共就业服务机构|劳动保障所|街道办事处|街道办)$)");
  // The trip is the service, whoever runs the office at its end.
  static const RE2 trip(
      R"(^(?:坐|乘|通过)?(?:东西部|粤黔|粤桂|劳务|两地)*协作(?:的|组织)*(?:点对点|包车|专车|专列|专机)+)"
      R"((?:输送|接送|送|去|的|了)*$)");
  // What stands before a body's name, and names no other way.
  static const RE2 station(
      R"(^(?:通过|经|由)?(?:[^\P{Han}亲友老己介绍带跟找]{0,11}[^\P{Han}亲友老己介绍带跟找和与及或])?(?:劳务站|协作站|协作工作站|劳务工作站|劳务服务站|)"
      R"(劳务协作工作站))"
      R"((?:统一|组织|介绍|推荐|联系|对接|安排|输送|送|接|带|去|的|了)*$)");
  static const RE2 company(
      R"(^(?:通过|经|由|跟着?)?(?:[^\P{Han}亲友老己介绍带跟找]{0,13}[^\P{Han}亲友老己介绍带跟找和与及或])?(?:劳务|派遣|人力资源|人力)+)"
      R"([^\P{Han}亲友老己带跟找]{0,8}?公司(?:统一|组织|介绍|推荐|招工|招聘|招|派遣|派|输送|安排|带队|带|送|去|出去|的|了)*$)");
  static const RE2 cooperative(
      R"(^(?:通过|经|由|跟着?)?(?:[^\P{Han}亲友老己介绍带跟找]{0,11}[^\P{Han}亲友老己介绍带跟找和与及或])?(?:劳务|劳务输出|务工|专业|股份)*合作社)"
      R"((?:统一|组织|介绍|推荐|安排|输送|带队|带|送|去|出去|的|了)*$)");
  static const RE2 broker(
      R"(^(?:通过|经|由|跟着?)?(?:农村)?(?:劳务)?经纪人(?:统一|组织|介绍|推荐|招工|招|联系|安排|)"
      R"(带队|带|送|去|出去|的|了)*$)");
  static const RE2 training(
      R"(^(?:通过|经|由)?(?:\p{Han}{1,8}?(?:市|县|区|省|州))?(?:学校|职校|技校|技工学校|技工院校|职业学校|职业技术学校|中职学校|)"
      R"(培训学校|培训机构|培训班)(?:统一|组织|介绍|推荐|安排|输送|分配|实习|就业|送|去|的|了)*$)");
  static const RE2 direct_hire(
      R"(^(?:工厂|厂里|厂方|厂家|企业|公司|用人单位|用工企业)(?:直接|自己|上门|下乡|派人|来人|来|)"
      R"(到|进|村里?|镇上|镇里|乡里|县里)*(?:招工|招聘|招人|招收|直招|招|录用)(?:去|走|进|的|了)*$)");
  static const RE2 agency(
      R"(^(?:通过|经|由)?(?:职业|劳务|就业|人力资源)?(?:中介(?:公司|机构)|职介所?|)"
      R"(职业介绍所?|人力(?:资源)?公司|派遣公司|劳务派遣)(?:介绍|派遣|招聘|招工|带|组织|的|)"
      R"(去|出去)*$)");
  if (RE2::FullMatch(piece, public_service)) return reference::Channel::kPublicService;
  if (RE2::FullMatch(piece, office) || RE2::FullMatch(piece, trip)) {
    return reference::Channel::kPublicService;
  }
  if (RE2::FullMatch(piece, station)) return reference::Channel::kCooperationStation;
  if (RE2::FullMatch(piece, company)) return reference::Channel::kLabourCompany;
  if (RE2::FullMatch(piece, cooperative)) return reference::Channel::kCooperative;
  if (RE2::FullMatch(piece, broker)) return reference::Channel::kBroker;
  if (RE2::FullMatch(piece, training)) return reference::Channel::kTraining;
  if (RE2::FullMatch(piece, direct_hire)) return reference::Channel::kDirectHire;
  if (RE2::FullMatch(piece, agency)) return reference::Channel::kLabourCompany;
  return std::nullopt;
}

}  // namespace

std::optional<reference::Channel> ReadChannelWords(absl::string_view text) {
  static const RE2 denied("不是|没有|没|非|未|无");
  static const RE2 relatives(
      R"(^(?:跟|跟着|和|由|靠|托|通过|经)?(?:家里|家中|同村|村里|本村|隔壁|)"
      R"(一个)?的?(?:亲戚|亲友|亲属|朋友|老乡|同乡|熟人|亲人|家人|家属|老公|老婆|丈夫|妻子|)"
      R"(爱人|父母|爸妈|父亲|母亲|儿子|女儿|兄弟|姐妹|哥哥?|姐姐?|弟弟?|妹妹?|同学|工友|)"
      R"(邻居|村民|(?:同)?村里?人|战友|)"
      R"((?:大|二|三|四|五|小|老|幺|堂|表|她|他|我)*(?:哥|姐|弟|妹|嫂|舅|姑|姨|叔|婶|伯|爷|奶|侄|外甥|女婿|儿媳)(?:父|爹|妈|母|娘|夫|媳|子|儿|女|婆|公)?|)"
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
  if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), denied)) return std::nullopt;
  // "学校推荐(实习)"
  if (const std::size_t bracket = text.find('('); bracket > 0) text = text.substr(0, bracket);
  const re2::StringPiece piece(text.data(), text.size());
  if (RE2::FullMatch(piece, relatives)) return reference::Channel::kRelatives;
  if (RE2::FullMatch(piece, app)) return reference::Channel::kApp;
  if (RE2::FullMatch(piece, self)) return reference::Channel::kSelf;
  return ReadOrganised(piece);
}

}  // namespace laowu::intake
