#include "intake/place/place_names.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

using Kind = PlaceName::Kind;

constexpr PlaceName kNames[] = {
    // Zones of Zhongshan and Liupanshui: the township or county that runs them.
    PlaceName{"火炬开发区", "442000003", Kind::kNickname},
    PlaceName{"火炬高新区", "442000003", Kind::kNickname},
    PlaceName{"火炬高技术产业开发区", "442000003", Kind::kNickname},
    PlaceName{"中山火炬区", "442000003", Kind::kNickname},
    PlaceName{"火炬区", "442000003", Kind::kNickname},
    PlaceName{"中山火炬", "442000003", Kind::kNickname},
    PlaceName{"健康科技产业基地", "442000003", Kind::kNickname},
    PlaceName{"国家健康基地", "442000003", Kind::kNickname},
    PlaceName{"张家边", "442000003", Kind::kNickname},
    PlaceName{"翠亨新区", "442000008", Kind::kNickname},
    PlaceName{"沙朗", "442000004", Kind::kNickname},
    PlaceName{"小榄工业区", "442000118", Kind::kNickname},
    PlaceName{"灯都古镇", "442000105", Kind::kNickname},
    // Towns whose names are words, with a village behind them that tells which is meant.
    PlaceName{"三角高平", "442000109", Kind::kNickname},
    PlaceName{"三角沙栏", "442000109", Kind::kNickname},
    PlaceName{"三角结民", "442000109", Kind::kNickname},
    PlaceName{"三角光明", "442000109", Kind::kNickname},
    PlaceName{"三角蟠龙", "442000109", Kind::kNickname},
    PlaceName{"三角新洋", "442000109", Kind::kNickname},
    PlaceName{"民众浪网", "442000007", Kind::kNickname},
    PlaceName{"民众沙仔", "442000007", Kind::kNickname},
    PlaceName{"民众多宝", "442000007", Kind::kNickname},
    PlaceName{"民众新伦", "442000007", Kind::kNickname},
    PlaceName{"民众接源", "442000007", Kind::kNickname},
    PlaceName{"浪网", "442000007", Kind::kNickname},
    PlaceName{"港口群众", "442000108", Kind::kNickname},
    PlaceName{"港口石特", "442000108", Kind::kNickname},
    PlaceName{"港口胜隆", "442000108", Kind::kNickname},
    PlaceName{"港口木河迳", "442000108", Kind::kNickname},
    PlaceName{"古镇海洲", "442000105", Kind::kNickname},
    PlaceName{"古镇曹步", "442000105", Kind::kNickname},
    PlaceName{"曹三", "442000105", Kind::kNickname},
    PlaceName{"古镇冈东", "442000105", Kind::kNickname},
    PlaceName{"古镇七坊", "442000105", Kind::kNickname},
    PlaceName{"古镇六坊", "442000105", Kind::kNickname},
    PlaceName{"东区库充", "442000002", Kind::kNickname},
    PlaceName{"东区桥岗", "442000002", Kind::kNickname},
    PlaceName{"东区白沙湾", "442000002", Kind::kNickname},
    PlaceName{"南区良都", "442000005", Kind::kNickname},
    PlaceName{"南区沙涌", "442000005", Kind::kNickname},
    PlaceName{"小榄绩西", "442000118", Kind::kNickname},
    PlaceName{"小榄绩东", "442000118", Kind::kNickname},
    PlaceName{"翠亨", "442000008", Kind::kNickname},
    PlaceName{"健康基地", "442000003", Kind::kNickname},
    PlaceName{"火炬健康基地", "442000003", Kind::kNickname},
    PlaceName{"钟山经济开发区", "520201", Kind::kNickname},
    PlaceName{"六枝县", "520203", Kind::kNickname},
    PlaceName{"六盘水钟山", "520201", Kind::kNickname},
    PlaceName{"内蒙", "150000", Kind::kNickname},
    // Run from Guiyang, though parts of it lie in Anshun.
    PlaceName{"贵安新区", "520100", Kind::kNickname},
    // A zone whose streets are the district's.
    PlaceName{"仲恺", "441302", Kind::kNickname},
    PlaceName{"仲恺高新区", "441302", Kind::kNickname},
    PlaceName{"大亚湾", "441303", Kind::kNickname},
    PlaceName{"大亚湾区", "441303", Kind::kNickname},
    // As they are often misspelt.
    PlaceName{"小揽镇", "442000118", Kind::kMisspelt},
    PlaceName{"小揽", "442000118", Kind::kMisspelt},
    PlaceName{"小缆镇", "442000118", Kind::kMisspelt},
    PlaceName{"小缆", "442000118", Kind::kMisspelt},
    PlaceName{"东风镇", "442000103", Kind::kMisspelt},
    PlaceName{"东风", "442000103", Kind::kMisspelt},
    PlaceName{"坦州镇", "442000107", Kind::kMisspelt},
    PlaceName{"坦州", "442000107", Kind::kMisspelt},
    PlaceName{"大冲镇", "442000116", Kind::kMisspelt},
    PlaceName{"横拦镇", "442000110", Kind::kMisspelt},
    PlaceName{"横兰镇", "442000110", Kind::kMisspelt},
    PlaceName{"板夫镇", "442000115", Kind::kMisspelt},
    PlaceName{"黄埔镇", "442000101", Kind::kMisspelt},
    PlaceName{"南朗区", "442000008", Kind::kMisspelt},
    PlaceName{"南蓢", "442000008", Kind::kMisspelt},
    PlaceName{"南蓢镇", "442000008", Kind::kMisspelt},
    PlaceName{"石歧", "442000001", Kind::kMisspelt},
    PlaceName{"石歧区", "442000001", Kind::kMisspelt},
    PlaceName{"石歧街道", "442000001", Kind::kMisspelt},
    // Development zones that the statistics office lists with codes of their own (edition 2023).
    PlaceName{"石家庄高新技术产业开发区", "130171", Kind::kZone},
    PlaceName{"石家庄循环化工园区", "130172", Kind::kZone},
    PlaceName{"河北唐山芦台经济开发区", "130271", Kind::kZone},
    PlaceName{"唐山市汉沽管理区", "130272", Kind::kZone},
    PlaceName{"唐山高新技术产业开发区", "130273", Kind::kZone},
    PlaceName{"河北唐山海港经济开发区", "130274", Kind::kZone},
    PlaceName{"秦皇岛市经济技术开发区", "130371", Kind::kZone},
    PlaceName{"北戴河新区", "130372", Kind::kZone},
    PlaceName{"邯郸经济技术开发区", "130471", Kind::kZone},
    PlaceName{"邯郸冀南新区", "130473", Kind::kZone},
    PlaceName{"河北邢台经济开发区", "130571", Kind::kZone},
    PlaceName{"保定高新技术产业开发区", "130671", Kind::kZone},
    PlaceName{"保定白沟新城", "130672", Kind::kZone},
    PlaceName{"张家口经济开发区", "130771", Kind::kZone},
    PlaceName{"张家口市察北管理区", "130772", Kind::kZone},
    PlaceName{"张家口市塞北管理区", "130773", Kind::kZone},
    PlaceName{"承德高新技术产业开发区", "130871", Kind::kZone},
    PlaceName{"河北沧州经济开发区", "130971", Kind::kZone},
    PlaceName{"沧州高新技术产业开发区", "130972", Kind::kZone},
    PlaceName{"沧州渤海新区", "130973", Kind::kZone},
    PlaceName{"廊坊经济技术开发区", "131071", Kind::kZone},
    PlaceName{"河北衡水高新技术产业开发区", "131171", Kind::kZone},
    PlaceName{"衡水滨湖新区", "131172", Kind::kZone},
    PlaceName{"山西转型综合改革示范区", "140171", Kind::kZone},
    PlaceName{"山西大同经济开发区", "140271", Kind::kZone},
    PlaceName{"山西朔州经济开发区", "140671", Kind::kZone},
    PlaceName{"五台山风景名胜区", "140971", Kind::kZone},
    PlaceName{"呼和浩特经济技术开发区", "150172", Kind::kZone},
    PlaceName{"包头稀土高新技术产业开发区", "150271", Kind::kZone},
    PlaceName{"通辽经济技术开发区", "150571", Kind::kZone},
    PlaceName{"乌拉盖管理区管委会", "152571", Kind::kZone},
    PlaceName{"内蒙古阿拉善高新技术产业开发区", "152971", Kind::kZone},
    PlaceName{"长春经济技术开发区", "220171", Kind::kZone},
    PlaceName{"长春净月高新技术产业开发区", "220172", Kind::kZone},
    PlaceName{"长春高新技术产业开发区", "220173", Kind::kZone},
    PlaceName{"长春汽车经济技术开发区", "220174", Kind::kZone},
    PlaceName{"吉林经济开发区", "220271", Kind::kZone},
    PlaceName{"吉林高新技术产业开发区", "220272", Kind::kZone},
    PlaceName{"吉林中国新加坡食品区", "220273", Kind::kZone},
    PlaceName{"吉林松原经济开发区", "220771", Kind::kZone},
    PlaceName{"吉林白城经济开发区", "220871", Kind::kZone},
    PlaceName{"大庆高新技术产业开发区", "230671", Kind::kZone},
    PlaceName{"徐州经济技术开发区", "320371", Kind::kZone},
    PlaceName{"苏州工业园区", "320576", Kind::kZone},
    PlaceName{"苏州园区", "320576", Kind::kNickname},
    PlaceName{"南通经济技术开发区", "320671", Kind::kZone},
    PlaceName{"连云港经济技术开发区", "320771", Kind::kZone},
    PlaceName{"淮安经济技术开发区", "320871", Kind::kZone},
    PlaceName{"盐城经济技术开发区", "320971", Kind::kZone},
    PlaceName{"扬州经济技术开发区", "321071", Kind::kZone},
    PlaceName{"镇江新区", "321171", Kind::kZone},
    PlaceName{"宿迁经济技术开发区", "321371", Kind::kZone},
    PlaceName{"合肥高新技术产业开发区", "340176", Kind::kZone},
    PlaceName{"合肥经济技术开发区", "340177", Kind::kZone},
    PlaceName{"合肥新站高新技术产业开发区", "340178", Kind::kZone},
    PlaceName{"芜湖经济技术开发区", "340271", Kind::kZone},
    PlaceName{"安徽芜湖三山经济开发区", "340272", Kind::kZone},
    PlaceName{"蚌埠市高新技术开发区", "340371", Kind::kZone},
    PlaceName{"蚌埠市经济开发区", "340372", Kind::kZone},
    PlaceName{"安徽安庆经济开发区", "340871", Kind::kZone},
    PlaceName{"中新苏滁高新技术产业开发区", "341171", Kind::kZone},
    PlaceName{"滁州经济技术开发区", "341172", Kind::kZone},
    PlaceName{"阜阳合肥现代产业园区", "341271", Kind::kZone},
    PlaceName{"阜阳经济技术开发区", "341272", Kind::kZone},
    PlaceName{"宿州马鞍山现代产业园区", "341371", Kind::kZone},
    PlaceName{"宿州经济技术开发区", "341372", Kind::kZone},
    PlaceName{"宣城市经济开发区", "341871", Kind::kZone},
    PlaceName{"济南高新技术产业开发区", "370176", Kind::kZone},
    PlaceName{"东营经济技术开发区", "370571", Kind::kZone},
    PlaceName{"东营港经济开发区", "370572", Kind::kZone},
    PlaceName{"烟台高新技术产业开发区", "370671", Kind::kZone},
    PlaceName{"烟台经济技术开发区", "370676", Kind::kZone},
    PlaceName{"潍坊滨海经济技术开发区", "370772", Kind::kZone},
    PlaceName{"济宁高新技术产业开发区", "370871", Kind::kZone},
    PlaceName{"威海火炬高技术产业开发区", "371071", Kind::kZone},
    PlaceName{"威海经济技术开发区", "371072", Kind::kZone},
    PlaceName{"威海临港经济技术开发区", "371073", Kind::kZone},
    PlaceName{"日照经济技术开发区", "371171", Kind::kZone},
    PlaceName{"临沂高新技术产业开发区", "371371", Kind::kZone},
    PlaceName{"德州天衢新区", "371471", Kind::kZone},
    PlaceName{"菏泽经济技术开发区", "371771", Kind::kZone},
    PlaceName{"菏泽高新技术开发区", "371772", Kind::kZone},
    PlaceName{"郑州经济技术开发区", "410171", Kind::kZone},
    PlaceName{"郑州高新技术产业开发区", "410172", Kind::kZone},
    PlaceName{"郑州航空港经济综合实验区", "410173", Kind::kZone},
    PlaceName{"洛阳高新技术产业开发区", "410371", Kind::kZone},
    PlaceName{"平顶山高新技术产业开发区", "410471", Kind::kZone},
    PlaceName{"平顶山市城乡一体化示范区", "410472", Kind::kZone},
    PlaceName{"安阳高新技术产业开发区", "410571", Kind::kZone},
    PlaceName{"鹤壁经济技术开发区", "410671", Kind::kZone},
    PlaceName{"新乡高新技术产业开发区", "410771", Kind::kZone},
    PlaceName{"新乡经济技术开发区", "410772", Kind::kZone},
    PlaceName{"新乡市平原城乡一体化示范区", "410773", Kind::kZone},
    PlaceName{"焦作城乡一体化示范区", "410871", Kind::kZone},
    PlaceName{"河南濮阳工业园区", "410971", Kind::kZone},
    PlaceName{"濮阳经济技术开发区", "410972", Kind::kZone},
    PlaceName{"许昌经济技术开发区", "411071", Kind::kZone},
    PlaceName{"漯河经济技术开发区", "411171", Kind::kZone},
    PlaceName{"河南三门峡经济开发区", "411271", Kind::kZone},
    PlaceName{"南阳高新技术产业开发区", "411371", Kind::kZone},
    PlaceName{"南阳市城乡一体化示范区", "411372", Kind::kZone},
    PlaceName{"豫东综合物流产业聚集区", "411471", Kind::kZone},
    PlaceName{"河南商丘经济开发区", "411472", Kind::kZone},
    PlaceName{"信阳高新技术产业开发区", "411571", Kind::kZone},
    PlaceName{"周口临港开发区", "411671", Kind::kZone},
    PlaceName{"河南驻马店经济开发区", "411771", Kind::kZone},
    PlaceName{"荆州经济技术开发区", "421071", Kind::kZone},
    PlaceName{"龙感湖管理区", "421171", Kind::kZone},
    PlaceName{"湖南湘潭高新技术产业园区", "430371", Kind::kZone},
    PlaceName{"湘潭昭山示范区", "430372", Kind::kZone},
    PlaceName{"湘潭九华示范区", "430373", Kind::kZone},
    PlaceName{"湖南衡阳松木经济开发区", "430473", Kind::kZone},
    PlaceName{"湖南衡阳高新技术产业园区", "430476", Kind::kZone},
    PlaceName{"岳阳市屈原管理区", "430671", Kind::kZone},
    PlaceName{"常德市西洞庭管理区", "430771", Kind::kZone},
    PlaceName{"益阳市大通湖管理区", "430971", Kind::kZone},
    PlaceName{"湖南益阳高新技术产业园区", "430972", Kind::kZone},
    PlaceName{"永州经济技术开发区", "431171", Kind::kZone},
    PlaceName{"永州市回龙圩管理区", "431173", Kind::kZone},
    PlaceName{"怀化市洪江管理区", "431271", Kind::kZone},
    PlaceName{"格尔木藏青工业园区", "540171", Kind::kZone},
    PlaceName{"拉萨经济技术开发区", "540172", Kind::kZone},
    PlaceName{"西藏文化旅游创意园区", "540173", Kind::kZone},
    PlaceName{"达孜工业园区", "540174", Kind::kZone},
    PlaceName{"兰州新区", "620171", Kind::kZone},
    // Dongguan has no counties, and nearly every posting there names the town.
    PlaceName{"东城街道", "441900003", Kind::kTownship},
    PlaceName{"东城区", "441900003", Kind::kTownship},
    PlaceName{"东城", "441900003", Kind::kTownship},
    PlaceName{"南城街道", "441900004", Kind::kTownship},
    PlaceName{"南城区", "441900004", Kind::kTownship},
    PlaceName{"南城", "441900004", Kind::kTownship},
    PlaceName{"万江街道", "441900005", Kind::kTownship},
    PlaceName{"万江区", "441900005", Kind::kTownship},
    PlaceName{"万江", "441900005", Kind::kTownship},
    PlaceName{"莞城街道", "441900006", Kind::kTownship},
    PlaceName{"莞城区", "441900006", Kind::kTownship},
    PlaceName{"莞城", "441900006", Kind::kTownship},
    PlaceName{"石碣镇", "441900101", Kind::kTownship},
    PlaceName{"石碣", "441900101", Kind::kTownship},
    PlaceName{"石龙镇", "441900102", Kind::kTownship},
    PlaceName{"石龙", "441900102", Kind::kTownship},
    PlaceName{"茶山镇", "441900103", Kind::kTownship},
    PlaceName{"茶山", "441900103", Kind::kTownship},
    PlaceName{"石排镇", "441900104", Kind::kTownship},
    PlaceName{"石排", "441900104", Kind::kTownship},
    PlaceName{"企石镇", "441900105", Kind::kTownship},
    PlaceName{"企石", "441900105", Kind::kTownship},
    PlaceName{"横沥镇", "441900106", Kind::kTownship},
    PlaceName{"横沥", "441900106", Kind::kTownship},
    PlaceName{"桥头镇", "441900107", Kind::kTownship},
    PlaceName{"桥头", "441900107", Kind::kTownship},
    PlaceName{"谢岗镇", "441900108", Kind::kTownship},
    PlaceName{"谢岗", "441900108", Kind::kTownship},
    PlaceName{"东坑镇", "441900109", Kind::kTownship},
    PlaceName{"东坑", "441900109", Kind::kTownship},
    PlaceName{"常平镇", "441900110", Kind::kTownship},
    PlaceName{"常平", "441900110", Kind::kTownship},
    PlaceName{"寮步镇", "441900111", Kind::kTownship},
    PlaceName{"寮步", "441900111", Kind::kTownship},
    PlaceName{"樟木头镇", "441900112", Kind::kTownship},
    PlaceName{"樟木头", "441900112", Kind::kTownship},
    PlaceName{"大朗镇", "441900113", Kind::kTownship},
    PlaceName{"大朗", "441900113", Kind::kTownship},
    PlaceName{"黄江镇", "441900114", Kind::kTownship},
    PlaceName{"黄江", "441900114", Kind::kTownship},
    PlaceName{"清溪镇", "441900115", Kind::kTownship},
    PlaceName{"清溪", "441900115", Kind::kTownship},
    PlaceName{"塘厦镇", "441900116", Kind::kTownship},
    PlaceName{"塘厦", "441900116", Kind::kTownship},
    PlaceName{"凤岗镇", "441900117", Kind::kTownship},
    PlaceName{"凤岗", "441900117", Kind::kTownship},
    PlaceName{"大岭山镇", "441900118", Kind::kTownship},
    PlaceName{"大岭山", "441900118", Kind::kTownship},
    PlaceName{"长安镇", "441900119", Kind::kTownship},
    PlaceName{"长安", "441900119", Kind::kTownship},
    PlaceName{"虎门镇", "441900121", Kind::kTownship},
    PlaceName{"虎门", "441900121", Kind::kTownship},
    PlaceName{"厚街镇", "441900122", Kind::kTownship},
    PlaceName{"厚街", "441900122", Kind::kTownship},
    PlaceName{"沙田镇", "441900123", Kind::kTownship},
    PlaceName{"沙田", "441900123", Kind::kTownship},
    PlaceName{"道滘镇", "441900124", Kind::kTownship},
    PlaceName{"道滘", "441900124", Kind::kTownship},
    PlaceName{"洪梅镇", "441900125", Kind::kTownship},
    PlaceName{"洪梅", "441900125", Kind::kTownship},
    PlaceName{"麻涌镇", "441900126", Kind::kTownship},
    PlaceName{"麻涌", "441900126", Kind::kTownship},
    PlaceName{"望牛墩镇", "441900127", Kind::kTownship},
    PlaceName{"望牛墩", "441900127", Kind::kTownship},
    PlaceName{"中堂镇", "441900128", Kind::kTownship},
    PlaceName{"中堂", "441900128", Kind::kTownship},
    PlaceName{"高埗镇", "441900129", Kind::kTownship},
    PlaceName{"高埗", "441900129", Kind::kTownship},
    PlaceName{"松山湖", "441900401", Kind::kTownship},
    PlaceName{"松山湖区", "441900401", Kind::kTownship},
    PlaceName{"东莞港", "441900402", Kind::kTownship},
    PlaceName{"东莞生态园", "441900403", Kind::kTownship},
    PlaceName{"东莞滨海湾新区", "441900404", Kind::kTownship},
    PlaceName{"滨海湾新区", "441900404", Kind::kTownship},
};

}  // namespace

absl::Span<const PlaceName> PlaceNames() { return kNames; }

namespace {

// The word between two places that a text begins with; empty if there is none.
absl::string_view WordBetween(absl::string_view text) {
  for (absl::string_view word : {"或者", "还有", "或", "和", "跟"}) {
    if (absl::StartsWith(text, word)) return word;
  }
  return {};
}

// Whether what ends in `character` ends before a name: in a mark, a blank or a verb (去政和).
bool EndsBeforeAName(absl::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  const bool is_han = lead >= 0xE4 && lead <= 0xE9;
  return !is_han || absl::StrContains("去到在来往回", character);
}

// With "、" for words between places. `NameLength` as for WrittenOut.
std::string MarkedList(absl::string_view rest, NameLength name_length) {
  std::string list;
  bool may_begin = true;  // a name may: behind the beginning, another name, a mark or a verb
  while (!rest.empty()) {
    const absl::string_view word = WordBetween(rest);
    const absl::string_view behind = rest.substr(word.size());
    std::size_t length = name_length(rest);
    if (word == "和" && length > 0) {
      // 贵阳|和|平坝, 镇上|和|县城: what ends behind 和平 and 和县 is the name.
      const std::size_t other = name_length(behind);
      const bool of_home = absl::StartsWith(behind, "县城") || absl::StartsWith(behind, "县里") ||
                           absl::StartsWith(behind, "县内");
      if (of_home || (other > 0 && word.size() + other > length)) length = 0;
    }
    // 华南|和|华东, not 南和.
    if (!may_begin && absl::EndsWith(rest.substr(0, length), "和")) length = 0;
    absl::string_view taken = rest.substr(0, length);
    if (taken.empty()) taken = word.empty() ? FirstCharacters(rest, 1) : word;
    may_begin = length > 0 || !word.empty() || EndsBeforeAName(taken);
    const absl::string_view said = length == 0 && !word.empty() ? "、" : taken;
    list.append(said.data(), said.size());
    rest.remove_prefix(taken.size());
  }
  return list;
}

}  // namespace

bool IsBuilding(absl::string_view after) {
  for (absl::string_view building : {"大厦", "公园", "花园", "酒店"}) {
    if (absl::StartsWith(after, building)) return true;
  }
  return false;
}

bool IsRoad(absl::string_view after) {
  for (absl::string_view direction : {"东", "西", "南", "北", "中"}) {
    if (absl::StartsWith(after, direction) &&
        (absl::StartsWith(after.substr(3), "路") || absl::StartsWith(after.substr(3), "街"))) {
      return true;
    }
  }
  if (absl::StartsWith(after, "街道")) return false;
  for (absl::string_view road : {"路", "大道", "街", "大街", "巷"}) {
    if (absl::StartsWith(after, road)) return true;
  }
  return IsBuilding(after);
}

bool IsPartOfAWord(absl::string_view name, absl::string_view after) {
  struct Word {
    absl::string_view name;
    absl::string_view after;
  };
  static constexpr Word kWords[] = {
      {"合作", "社"},   {"合作", "医"},   {"大城", "市"},   {"长白", "班"},   {"长白", "天"},
      {"平安", "保险"}, {"平安", "银行"}, {"平安", "人寿"}, {"长安", "汽车"}, {"东方", "红"}};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](const Word& word) {
    return name == word.name && absl::StartsWith(after, word.after);
  });
}

bool EndsWithListMark(absl::string_view text, bool* weak) {
  const auto ends = [&](std::initializer_list<absl::string_view> marks) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](absl::string_view mark) { return absl::EndsWith(text, mark); });
  };
  *weak = ends({",", "和", "及", "跟", "与"});
  return *weak || ends({"/", "、", "或", "或者", "|", ";"});
}

std::string DivisionNamedIn(absl::string_view unread) {
  static const RE2 pattern(
      R"(^[·.,，、/\\|>_:;\-]*(?:市|县|区|镇|省|州)?[·.,，、/\\|>_:;\-]*(\p{Han}{1,10}?(?:街道办事处|街道办|街道|开发区|高新区|新区|自治县|管委会|[镇乡区县市旗]))(.?))");
  static const RE2 no_division(
      R"((?:工业|市|小|社|片|厂|园|商业|住宅|生活|校|景|库|城|超|夜|门|菜|股|街|作业|办公|营业|服务|周边|附近|全)[区市]$|路|大道|号|栋|村|公司|厂|大厦|广场|国道|中心|店)");
  // One of these stands in every match.
  if (!SaysAny(unread, {"镇", "乡", "区", "县", "市", "旗", "街道", "管委会"})) return "";
  re2::StringPiece name;
  re2::StringPiece next;
  if (!RE2::PartialMatch({unread.data(), unread.size()}, pattern, &name, &next)) return "";
  if (RE2::PartialMatch(name, no_division)) return "";
  if ((name.ends_with("市") && (next == "场" || next == "政" || next == "民")) ||
      (name.ends_with("乡") && next == "村") || (name.ends_with("区") && next == "域")) {
    return "";
  }
  return std::string(name.data(), name.size());
}

std::string NearHome(absl::string_view piece, absl::string_view home) {
  std::size_t digits = 0;
  if (SaysAny(piece, {"省内", "本省", "不出省"})) digits = 2;
  if (SaysAny(piece, {"市内", "本市"})) digits = 4;
  if (SaysAny(piece, {"县内", "本县", "本区"})) digits = 6;
  if (SaysAny(piece, {"本地", "就近", "附近", "离家近", "离家不远", "家门口", "当地", "县城",
                      "县里", "镇上", "镇里", "乡镇", "本镇", "本乡", "老家", "家乡"})) {
    digits = std::min<std::size_t>(home.size(), 6);
  }
  if (digits < 2 || home.size() < digits) return "";
  std::string near(home.substr(0, digits));
  near.resize(6, '0');
  return near;
}

std::string WrittenOut(absl::string_view text, NameLength name_length) {
  std::string list = absl::StrReplaceAll(text, {{"长三角", "上海、江苏、浙江"},
                                                {"江浙沪", "江苏、浙江、上海"},
                                                {"苏浙沪", "江苏、浙江、上海"},
                                                {"江浙皖", "江苏、浙江、安徽"},
                                                {"江浙闽", "江苏、浙江、福建"},
                                                {"江浙", "江苏、浙江"},
                                                {"苏浙", "江苏、浙江"},
                                                {"浙闽", "浙江、福建"},
                                                {"闽浙", "福建、浙江"},
                                                {"粤闽", "广东、福建"},
                                                {"闽粤", "福建、广东"},
                                                {"粤浙", "广东、浙江"},
                                                {"浙粤", "浙江、广东"},
                                                {"两广", "广东、广西"},
                                                {"云贵川", "云南、贵州、四川"},
                                                {"川渝", "四川、重庆"},
                                                {"成渝", "成都、重庆"},
                                                {"京津冀", "北京、天津、河北"},
                                                {"北上广深", "北京、上海、广州、深圳"},
                                                {"北上广", "北京、上海、广州"},
                                                {"广深", "广州、深圳"},
                                                {"广佛", "广州、佛山"},
                                                {"深莞惠", "深圳、东莞、惠州"},
                                                {"苏锡常", "苏州、无锡、常州"}});
  if (!SaysAny(list, {"或", "还有", "和", "跟"})) return list;
  return MarkedList(list, name_length);
}

}  // namespace laowu::intake
