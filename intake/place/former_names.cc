// Names of the past, and what holds their place today; words that hold a place's name and are none.

#include "intake/place/place_names.h"

namespace laowu::intake {
namespace {

using Kind = PlaceName::Kind;

constexpr PlaceName kFormerNames[] = {
    // Names that ended before the tables of reference/ know, and short ones that people still
    // write.
    // By hand; a test holds that each code is in force.
    PlaceName{"中山县", "442000", Kind::kFormer},
    PlaceName{"石岐镇", "442000001", Kind::kFormer},
    PlaceName{"石岐区", "442000001", Kind::kFormer},
    PlaceName{"张家边区", "442000003", Kind::kFormer},
    PlaceName{"环城区", "442000005", Kind::kFormer},
    PlaceName{"沙朗镇", "442000004", Kind::kFormer},
    PlaceName{"萝岗区", "440112", Kind::kFormer},
    PlaceName{"东山区", "440104", Kind::kFormer},
    PlaceName{"芳村区", "440103", Kind::kFormer},
    PlaceName{"番禺市", "440113", Kind::kFormer},
    PlaceName{"花都市", "440114", Kind::kFormer},
    PlaceName{"增城市", "440118", Kind::kFormer},
    PlaceName{"从化市", "440117", Kind::kFormer},
    PlaceName{"龙华新区", "440309", Kind::kFormer},
    PlaceName{"坪山新区", "440310", Kind::kFormer},
    PlaceName{"光明新区", "440311", Kind::kFormer},
    PlaceName{"大鹏新区", "440307", Kind::kFormer},
    PlaceName{"顺德市", "440606", Kind::kFormer},
    PlaceName{"南海市", "440605", Kind::kFormer},
    PlaceName{"三水市", "440607", Kind::kFormer},
    PlaceName{"高明市", "440608", Kind::kFormer},
    PlaceName{"斗门县", "440403", Kind::kFormer},
    PlaceName{"新会市", "440705", Kind::kFormer},
    PlaceName{"澄海市", "440515", Kind::kFormer},
    PlaceName{"潮阳市", "440513", Kind::kFormer},
    PlaceName{"惠阳市", "441303", Kind::kFormer},
    PlaceName{"高要市", "441204", Kind::kFormer},
    PlaceName{"清新县", "441803", Kind::kFormer},
    PlaceName{"梅县", "441403", Kind::kFormer},
    PlaceName{"揭东县", "445203", Kind::kFormer},
    PlaceName{"潮安县", "445103", Kind::kFormer},
    PlaceName{"电白县", "440904", Kind::kFormer},
    PlaceName{"阳东县", "441704", Kind::kFormer},
    PlaceName{"闸北区", "310106", Kind::kFormer},
    PlaceName{"卢湾区", "310101", Kind::kFormer},
    PlaceName{"南汇区", "310115", Kind::kFormer},
    PlaceName{"崇明县", "310151", Kind::kFormer},
    PlaceName{"崇文区", "110101", Kind::kFormer},
    PlaceName{"宣武区", "110102", Kind::kFormer},
    PlaceName{"密云县", "110118", Kind::kFormer},
    PlaceName{"延庆县", "110119", Kind::kFormer},
    PlaceName{"吴江市", "320509", Kind::kFormer},
    PlaceName{"沧浪区", "320508", Kind::kFormer},
    PlaceName{"平江区", "320508", Kind::kFormer},
    PlaceName{"金阊区", "320508", Kind::kFormer},
    PlaceName{"锡山市", "320205", Kind::kFormer},
    PlaceName{"武进市", "320412", Kind::kFormer},
    PlaceName{"萧山市", "330109", Kind::kFormer},
    PlaceName{"余杭市", "330110", Kind::kFormer},
    PlaceName{"富阳市", "330111", Kind::kFormer},
    PlaceName{"鄞县", "330212", Kind::kFormer},
    PlaceName{"绍兴县", "330603", Kind::kFormer},
    PlaceName{"上虞市", "330604", Kind::kFormer},
    PlaceName{"遵义县", "520304", Kind::kFormer},
    PlaceName{"清镇县", "520181", Kind::kFormer},
    PlaceName{"安顺县", "520402", Kind::kFormer},
    PlaceName{"平坝县", "520403", Kind::kFormer},
    PlaceName{"铜仁县", "520602", Kind::kFormer},
    PlaceName{"襄樊市", "420600", Kind::kFormer},
    PlaceName{"襄樊", "420600", Kind::kFormer},
    PlaceName{"襄阳县", "420607", Kind::kFormer},
    PlaceName{"楚州区", "320803", Kind::kFormer},
    PlaceName{"楚州", "320803", Kind::kFormer},
    PlaceName{"淮阴市", "320800", Kind::kFormer},
    PlaceName{"思茅市", "530800", Kind::kFormer},
    PlaceName{"思茅地区", "530800", Kind::kFormer},
    PlaceName{"中甸县", "533401", Kind::kFormer},
    PlaceName{"中甸", "533401", Kind::kFormer},
    PlaceName{"路南县", "530126", Kind::kFormer},
    PlaceName{"大庸市", "430800", Kind::kFormer},
    PlaceName{"大庸", "430800", Kind::kFormer},
    PlaceName{"崇安县", "350782", Kind::kFormer},
    PlaceName{"万县市", "500101", Kind::kFormer},
    PlaceName{"万县", "500101", Kind::kFormer},
    PlaceName{"涪陵市", "500102", Kind::kFormer},
    PlaceName{"江津市", "500116", Kind::kFormer},
    PlaceName{"合川市", "500117", Kind::kFormer},
    PlaceName{"永川市", "500118", Kind::kFormer},
    PlaceName{"南川市", "500119", Kind::kFormer},
    PlaceName{"綦江县", "500110", Kind::kFormer},
    PlaceName{"万盛区", "500110", Kind::kFormer},
    PlaceName{"大足县", "500111", Kind::kFormer},
    PlaceName{"璧山县", "500120", Kind::kFormer},
    PlaceName{"铜梁县", "500151", Kind::kFormer},
    PlaceName{"潼南县", "500152", Kind::kFormer},
    PlaceName{"荣昌县", "500153", Kind::kFormer},
    PlaceName{"开县", "500154", Kind::kFormer},
    PlaceName{"梁平县", "500155", Kind::kFormer},
    PlaceName{"武隆县", "500156", Kind::kFormer},
    PlaceName{"毕节地区", "520500", Kind::kFormer},
    PlaceName{"铜仁地区", "520600", Kind::kFormer},
    PlaceName{"遵义地区", "520300", Kind::kFormer},
    PlaceName{"安顺地区", "520400", Kind::kFormer},
    PlaceName{"小河区", "520111", Kind::kFormer},
    PlaceName{"宝安县", "440306", Kind::kFormer},
    PlaceName{"萝岗", "440112", Kind::kFormer},
    PlaceName{"芳村", "440103", Kind::kFormer},
    PlaceName{"石湾区", "440604", Kind::kFormer},
    PlaceName{"云安县", "445303", Kind::kFormer},
    PlaceName{"闸北", "310106", Kind::kFormer},
    PlaceName{"卢湾", "310101", Kind::kFormer},
    PlaceName{"南汇", "310115", Kind::kFormer},
    PlaceName{"南汇县", "310115", Kind::kFormer},
    PlaceName{"川沙县", "310115", Kind::kFormer},
    PlaceName{"松江县", "310117", Kind::kFormer},
    PlaceName{"青浦县", "310118", Kind::kFormer},
    PlaceName{"奉贤县", "310120", Kind::kFormer},
    PlaceName{"金山县", "310116", Kind::kFormer},
    PlaceName{"嘉定县", "310114", Kind::kFormer},
    PlaceName{"昌平县", "110114", Kind::kFormer},
    PlaceName{"大兴县", "110115", Kind::kFormer},
    PlaceName{"怀柔县", "110116", Kind::kFormer},
    PlaceName{"平谷县", "110117", Kind::kFormer},
    PlaceName{"通县", "110112", Kind::kFormer},
    PlaceName{"塘沽区", "120116", Kind::kFormer},
    PlaceName{"塘沽", "120116", Kind::kFormer},
    PlaceName{"汉沽区", "120116", Kind::kFormer},
    PlaceName{"汉沽", "120116", Kind::kFormer},
    PlaceName{"大港区", "120116", Kind::kFormer},
    PlaceName{"静海县", "120118", Kind::kFormer},
    PlaceName{"宁河县", "120117", Kind::kFormer},
    PlaceName{"蓟县", "120119", Kind::kFormer},
    PlaceName{"武清县", "120114", Kind::kFormer},
    PlaceName{"宝坻县", "120115", Kind::kFormer},
    PlaceName{"崇安区", "320213", Kind::kFormer},
    PlaceName{"南长区", "320213", Kind::kFormer},
    PlaceName{"北塘区", "320213", Kind::kFormer},
    PlaceName{"戚墅堰区", "320412", Kind::kFormer},
    PlaceName{"戚墅堰", "320412", Kind::kFormer},
    PlaceName{"金坛市", "320413", Kind::kFormer},
    PlaceName{"白下区", "320104", Kind::kFormer},
    PlaceName{"白下", "320104", Kind::kFormer},
    PlaceName{"下关区", "320106", Kind::kFormer},
    PlaceName{"溧水县", "320117", Kind::kFormer},
    PlaceName{"高淳县", "320118", Kind::kFormer},
    PlaceName{"江宁县", "320115", Kind::kFormer},
    PlaceName{"江浦县", "320111", Kind::kFormer},
    PlaceName{"六合县", "320116", Kind::kFormer},
    PlaceName{"江都市", "321012", Kind::kFormer},
    PlaceName{"维扬区", "321003", Kind::kFormer},
    PlaceName{"邗江县", "321003", Kind::kFormer},
    PlaceName{"大丰市", "320904", Kind::kFormer},
    PlaceName{"姜堰市", "321204", Kind::kFormer},
    PlaceName{"清浦区", "320812", Kind::kFormer},
    PlaceName{"洪泽县", "320813", Kind::kFormer},
    PlaceName{"铜山县", "320312", Kind::kFormer},
    PlaceName{"江东区", "330212", Kind::kFormer},
    PlaceName{"奉化市", "330213", Kind::kFormer},
    PlaceName{"洞头县", "330305", Kind::kFormer},
    PlaceName{"望城县", "430112", Kind::kFormer},
    PlaceName{"章丘市", "370114", Kind::kFormer},
    PlaceName{"长清县", "370113", Kind::kFormer},
    PlaceName{"胶南市", "370211", Kind::kFormer},
    PlaceName{"四方区", "370203", Kind::kFormer},
    PlaceName{"开封县", "410212", Kind::kFormer},
    PlaceName{"陕县", "411203", Kind::kFormer},
    PlaceName{"许昌县", "411003", Kind::kFormer},
    PlaceName{"双流县", "510116", Kind::kFormer},
    PlaceName{"郫县", "510117", Kind::kFormer},
    PlaceName{"温江县", "510115", Kind::kFormer},
    PlaceName{"新都县", "510114", Kind::kFormer},
    PlaceName{"呈贡县", "530114", Kind::kFormer},
    PlaceName{"晋宁县", "530115", Kind::kFormer},
    PlaceName{"新建县", "360112", Kind::kFormer},
    PlaceName{"南康市", "360703", Kind::kFormer},
    PlaceName{"长安县", "610116", Kind::kFormer},
    PlaceName{"高陵县", "610117", Kind::kFormer},
    PlaceName{"户县", "610118", Kind::kFormer},
    PlaceName{"邕宁县", "450109", Kind::kFormer},
    PlaceName{"武鸣县", "450110", Kind::kFormer},
    PlaceName{"临桂县", "450312", Kind::kFormer},
    PlaceName{"柳江县", "450206", Kind::kFormer},
    PlaceName{"琼山市", "460107", Kind::kFormer},
    PlaceName{"米泉市", "650109", Kind::kFormer},
    // Townships of Liupanshui's counties that ended before the lists of data/divisions begin
    // (2017),
    // by name alone, since their codes are not known here. Source of the names: a table of the 37
    // townships of 盘县 before 2013 (`sdw_town`, GitHub). Of what became of them: pages on local
    // history (tcmap.com.cn and its copies, jjcou.com, 89699.cn, diming5.com): 老厂镇 and 珠东镇
    // were
    // joined to 竹海镇 in 2015, 水塘镇 and a part of 板桥镇 to 丹霞镇, 城关镇 and parts of 西冲镇
    // and 板桥镇
    // to 双凤镇 (黔府函〔2015〕128号, 4 June 2015); 堕却乡 of 六枝 is 关寨镇. Secondary, to be
    // confirmed.
    PlaceName{"老厂镇", "520281124", Kind::kFormer},
    PlaceName{"珠东镇", "520281124", Kind::kFormer},
    PlaceName{"珠东乡", "520281124", Kind::kFormer},
    PlaceName{"水塘镇", "520281128", Kind::kFormer},
    PlaceName{"城关镇", "520281127", Kind::kFormer},
    PlaceName{"堕却乡", "520203105", Kind::kFormer},
    // Split, or no source says to whom they went.
    PlaceName{"板桥镇", "520281", Kind::kEndedTownship},
    PlaceName{"西冲镇", "520281", Kind::kEndedTownship},
    PlaceName{"马依镇", "520281", Kind::kEndedTownship},
    PlaceName{"玛依镇", "520281", Kind::kEndedTownship},
    PlaceName{"平关镇", "520281", Kind::kEndedTownship},
    PlaceName{"火铺镇", "520281", Kind::kEndedTownship},
    PlaceName{"乐民镇", "520281", Kind::kEndedTownship},
    PlaceName{"断江镇", "520281", Kind::kEndedTownship},
    PlaceName{"盘江镇", "520281", Kind::kEndedTownship},
    PlaceName{"洒基镇", "520281", Kind::kEndedTownship},
    PlaceName{"忠义乡", "520281", Kind::kEndedTownship},
    PlaceName{"滑石乡", "520281", Kind::kEndedTownship},
    PlaceName{"松河乡", "520281", Kind::kEndedTownship},
    PlaceName{"松河彝族乡", "520281", Kind::kEndedTownship},
    PlaceName{"马场乡", "520281", Kind::kEndedTownship},
    PlaceName{"马场彝族苗族乡", "520281", Kind::kEndedTownship},
    PlaceName{"四格乡", "520281", Kind::kEndedTownship},
    PlaceName{"四格彝族乡", "520281", Kind::kEndedTownship},
    // Between 双水街道 and 尖山街道 (黔府函〔2015〕129号).
    PlaceName{"滥坝镇", "520204", Kind::kEndedTownship},
};

struct Letter {
  absl::string_view letter;
  absl::string_view code;
};
constexpr Letter kLetters[] = {
    {"京", "110000"}, {"津", "120000"}, {"冀", "130000"}, {"晋", "140000"}, {"辽", "210000"},
    {"沪", "310000"}, {"苏", "320000"}, {"浙", "330000"}, {"皖", "340000"}, {"闽", "350000"},
    {"赣", "360000"}, {"鲁", "370000"}, {"豫", "410000"}, {"鄂", "420000"}, {"湘", "430000"},
    {"粤", "440000"}, {"桂", "450000"}, {"琼", "460000"}, {"渝", "500000"}, {"川", "510000"},
    {"黔", "520000"}, {"贵", "520000"}, {"滇", "530000"}, {"陕", "610000"}, {"陇", "620000"}};

// 珠三角 is read as the province (place.cc). Who was "从化工厂出来" comes from chemical works.
constexpr absl::string_view kNoPlaces[] = {
    "人民广场",   "文化广场",   "时代广场",   "中心广场",   "万达广场",   "长三角",
    "长江三角洲", "三角洲",     "金三角",     "铁三角",     "三角形",     "三角梅",
    "三角带",     "三角裤",     "从化工厂经", "从化工厂工", "从化工厂出", "从化工厂做过",
    "从化工行业", "从化工企业", "从化工专业"};

}  // namespace

absl::Span<const PlaceName> FormerNames() { return kFormerNames; }

absl::string_view ProvinceOfLetter(absl::string_view letter) {
  if (letter.size() != 3) return "";
  for (const Letter& known : kLetters) {
    if (known.letter == letter) return known.code;
  }
  return "";
}

absl::Span<const absl::string_view> WordsThatAreNoPlace() { return kNoPlaces; }

}  // namespace laowu::intake
