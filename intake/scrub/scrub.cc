#include "intake/scrub/scrub.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/scrub/scrub_fees.h"
#include "intake/scrub/scrub_patterns.h"
#include "intake/text/asked_text.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// Where people come from, what people they are of; lists of both.
constexpr absl::string_view kRegions =
    "北京|上海|天津|重庆|河北|山西|内蒙古?|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|"
    "河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|东北|西北|"
    "云贵川渝?|云贵|川渝|云川|两广|两湖|外省|外地|本地|潮汕|客家|闽南|苏北|皖北|豫东";
constexpr absl::string_view kPeople =
    "(?:(?:[汉回维藏彝苗壮满蒙][、,，/和及])*(?:汉|回|维吾尔?|维|藏|彝|苗|壮|满|蒙古?|布依|侗|土家|"
    "哈尼|哈萨克|傣|黎|傈僳|佤|畲|仡佬|羌|白|瑶|朝鲜|少数民)族(?:人|的|同胞)?|[回藏维彝苗]民|少民|"
    "穆斯林)";
constexpr absl::string_view kRefused =
    "(?:一律|暂时|暂|都|请|均|概)*(?:不要|不招聘?|不收|不录用?|不接受|不考虑|勿扰|勿投|勿来|勿加|"
    "除外|谢绝|"
    "免谈|免扰|绕道|止步|别来)";

// "满5不收", "够了就不招了": so many, and no more.
constexpr absl::string_view kQuota =
    "(?:(?:已?(?:满|够|超过?|招满)了?(?:\\d{1,2}|[一二两三四五六七八九十])?(?:个|人|名|位)*(?:就|"
    "则|后|以后|的话)*)?)";

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
        "不招|不要|不收|不录|不接受|不考虑|勿|除外|谢绝|拒|禁止|免|绕道|止步|别来";
    return new Patterns(Compile({
        {refusals, absl::StrCat("(?:不招聘?|不要|不收|不接受|不考虑|谢绝|拒绝|拒收|禁止)", list,
                                "(?:人|籍|的|户籍|员工|者)*(?:[(（]", list, "[)）])?")},
        {refusals, absl::StrCat(list, "(?:人|籍|的|户籍|员工|者)*", kQuota, kRefused)},
        {"族|回民|藏民|维民|彝民|苗民|少民|穆斯林",
         absl::StrCat(kPeople, "(?:优先(?:考虑|录用|录取|面试)?|为佳)")},
        // "河南人不用", "不用外地人"; not "本地人不用押金"
        {"不用", absl::StrCat("((?:一律|暂|都)?不用", list, ")(?:[,，。;；!！\\s)）]|$)")},
        {"不用", absl::StrCat("(", list,
                              "(?:人|籍|的|员工)*(?:一律|暂|都)?不用)(?:[,，。;；!！\\s)）]|$)")},
        {"只要|只招|仅招|仅要|只收|仅限|只限|限",
         absl::StrCat("(?:只要|只招|仅招|仅要|只收|仅限|只限|限)(?:", kRegions,
                      ")(?:省|市)?(?:人|籍|的|老乡|户籍|户口)+")},
        {"非少", R"(非少数?民族?(?:的|人)?)"},
        {"民族",
         R"((民族(?:要求)?[:：为是\s]*(?:汉|回|藏|维|彝|苗|壮|满|蒙|侗)(?:族)?)(?:[,，。;；!！、/\s)）]|$))"},
        {"非", R"(非\p{Han}{1,4}籍(?:贯)?)"},
        // A clause of its own: "普通话,广东人", "要求湖南籍"; not of a boss (老板四川人).
        {"东人|西人|南人|北人|川人|州人|江人|徽人|建人|京人|海人|庆人|津人|林人|疆人|肃人|夏人|"
         "地人|省人|汕人|家人|山人|圳人|门人|名人|籍|户口",
         absl::StrCat(R"((?:^|[,，;；。!！\s(（]))",
                      "((?:要求是?|必须是?|须是?|需要|最好是?|要|是)?(?:", kRegions,
                      "|中山|珠海|广州|深圳|佛山|东莞|江门|湛江|茂名|潮州|汕头|梅州|清远|阳江|肇庆|"
                      "惠州|韶关|六盘水|盘州|贵阳|本省|本市|省|市)(?:[、,，/和及或](?:",
                      kRegions, "))*(?:省|市)?(?:以?内)?(?:人|籍贯?|户籍|户口))",
                      R"((?:即可|就行)?(?:[,，;；。!！\s)）]|$))")},
        // "广西、贵州、云南人多": where those come from who are there
        {"人多|人较多|人比较多|人居多|人为主|籍多|籍为主|籍居多|的多|的居多|的为主|乡多",
         absl::StrCat(
             "(?:^|[,，;；。!！\\s(（])((?:厂里|店里|工地|公司|我们|车间|里面)?(?:基本|大多|多数)?("
             "?:都?是)?",
             list,
             "(?:人|籍|的|老乡)*(?:比较|较|居|占|为|最)?(?:多数|多|主))(?:[,，;；。!！\\s)）]|$)")},
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
      // Height stands beside it: BodyPatterns() drop that.
      {"男|女", R"(((?:男|女)(?:性|生|士|工)?)(?:身高)?[:：]?(?:1[4-9]\d|1米[4-9]|1\.[4-9]))"},
      {"♂|♀", R"([♂♀]\x{FE0F}?(?:优先|为佳)?)"},
      // "25-50男", "18-35岁女,": behind an age, where nothing but a mark follows.
      {"男|女",
       R"(\d{2}(?:周?岁)?(?:[-~～—–一至到]\d{2}(?:周?岁)?|以[下内上]|左右|内)(?:之间|左右|以[下内])?[的,，]?((?:男|女)(?:性|士|生|孩)?)(?:[,，;；。、\s!！)）]|$))"},
      {"男女比|男女配",
       R"(男女(?:比例?|配比)(?:为|约|大概|控制在)?[:：]?\s*\d{1,2}\s*[:：比]\s*\d{1,2})"},
      // "女生手细优先": whatever it is that they are to be; goods (女装) and what somebody knows of
      // them are none.
      {"男|女",
       R"((?:男|女)(?:性|士|生|孩子?|工(?:手|心|力|有|会|能|年|细)|的)[^\P{Han}装衣鞋包裤品袜裙帽业康容]{1,6}(?:优先(?:考虑|录用|录取|面试)?|为佳))"},
      {"男女各|男，女|男女比",
       R"(男女各(?:占)?(?:半|一半|\d{1,3}(?:名|个|人|位)?|[一二两三四五六七八九十]{1,3}(?:名|个|人|位)))"},
      {"适合|适宜|宜女|宜男",
       R"((?:更|最|比较)?(?:适合|适宜|宜)(?:(?:女|男)(?:性|生|士|孩子?|人)|宝妈|全职妈妈|小姑娘|小伙子?)(?:的?(?:工作|岗位)|做|干|从事|应聘)?)"},
      {"男|女",
       R"((?:仅限|只限|只招|仅招|只要|仅要|只收|全要|全部要|清一色|仅)(?:要)?(?:男|女)(?:性|士|工|生|孩子?|员工|的)+)"},
      {"男|女", R"((仅(?:男|女))(?:[,，。;；!！、\s)）]|$))"},
      {"男|女", R"((?:招聘?|急招|急聘)((?:男|女)(?:孩子?|的|青年)))"},
      {"女的来|男的来", R"((?:女|男)的来)"},
      {"男优|女优", R"(((?:男|女)优)(?:[,，。;；!！、\s)）]|$))"},
      {"女性为主|男性为主|女工为主|男工为主|女生为主|男生为主|女性居多",
       R"((?:男|女)(?:性|工|生)(?:为主|居多))"},
      {"男|女",
       R"((男|女)(?:熟手)?(?:车位|平车|锁边|尾部|查货|打杂|杂工|洗碗|帮厨|理货|分拣|装卸|搬运|打包|注塑|冲压|打磨|抛光|质检|裁床))"},
      {"美女|靓女|靓妹|帅哥|靓仔|小姑娘",
       R"((美女|靓女|靓妹|帅哥|靓仔|小姑娘)(?:前台|销售|客服|主播|导购|迎宾|收银|\p{Han}{0,3}?(?:员|师)))"},
      {"男|女",
       R"((?:仅限|只限|限|只招|仅招|只要)(?:本地|本市|本省|本县|本镇|当地|外地|外省)(?:人|的)?(?:男|女)(?:性|士|生|工|孩子?|员工|的)?)"},
      {"男|女", absl::StrCat(R"((?:男|女)(?:性|士|生|孩子?|工|的)?)", kRefused)},
      {"男|女",
       R"((男|女)(?:包装(?:工|员)|[^\P{Han}装鞋包裤衣袜裙帽靴款表性士子友生厕浴式童婴用内孩人朋宾科儿王工职民][^\P{Han}装鞋裤衣袜裙职民]{0,3}?工|(?:[^\P{Han}装鞋包裤衣袜裙帽靴款表性士子友生厕浴式童婴用内孩人朋宾科儿王工职民][^\P{Han}装鞋裤衣袜裙职民]{0,3}?)?(?:员|师傅?|司机|保安|前台|保洁|保姆|质检|品检|仓管|文员|学徒|客服|主管|会计|出纳|跟单|导购|助理|店长|厨|迎宾|收银|宿管|技工)))"},
      {"小伙|姑娘|小哥|小姐姐|妹子|阿姨|美女|帅哥|靓女|靓仔|宝妈",
       R"((?:帅?小伙子?|姑娘|小哥哥?|小姐姐|妹子|阿姨|美女|帅哥|靓女|靓仔|宝妈)(?:优先(?:考虑|录用|录取|面试)?|为佳|最好))"},
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
       R"((?:净?身高)(?:要求)?[:：为在]?\s*(?:不低于|需)?(?:1[3-9]\d|1\.[3-9]\d?|1米[3-9]\d?)(?:[-~—至到](?:1[3-9]\d|1\.[3-9]\d?|1米[3-9]\d?))?(?:\s*(?:cm|厘米|公分|米|m))?(?:以上|及以上|左右|\+)?)"},
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
      {"左撇子|左利手", absl::StrCat("(?:左撇子|左利手)(?:的|者)?", kRefused,
                                     "|(?:不要|不招|不收|非)(?:左撇子|左利手)")},
      {"胖|矮|近视|眼镜",
       absl::StrCat("(?:太胖|过胖|肥胖|胖子|胖的|太矮|矮子|矮个子|戴眼镜|高度近视)(?:的|者|人)*",
                    kRefused,
                    "|(?:不要|不招|不收|拒绝|谢绝)(?:太胖|过胖|肥胖|胖子|胖的|太矮|矮子|矮个子|"
                    "戴眼镜)(?:的|者|人)*")},
      {"体型|身材|体形",
       R"((?:体型|体形|身材)(?:要)?(?:偏瘦|匀称|苗条|较好|好|适中|标准|高挑|不能太?胖|不要太?胖))"},
      {"长得|漂亮", R"(长得(?:漂亮|好看|帅气?|端正|高)(?:的|者)?(?:优先)?|漂亮(?:的|者)?优先)"},
      {"残疾", absl::StrCat("(?:不招|不要|不收)残疾人?|残疾(?:人|者|的)+", kRefused)},
      {"属", R"(属[鼠牛虎兔龙蛇马羊猴鸡狗猪](?:的)?(?:勿扰|不要|除外|优先))"},
      {"户|籍", R"(\p{Han}{2,4}(?:户籍|户口|籍)(?:人员|者)?优先)"},
      {"教",
       R"((?:不招|不要|不收|不接受|谢绝|拒绝|限|无)(?:有)?(?:宗教信仰|信教|信佛|信主|宗教)(?:者|人员|的)*)"},
      {"纹身|文身|刺青|烟疤",
       absl::StrCat(R"((?:有|大面积|明显)*(?:纹身|文身|刺青|烟疤)(?:[、,，/和及或]?)",
                    R"((?:纹身|文身|刺青|烟疤|疤痕))*(?:的|者)*)", kRefused)},
      {"纹身|文身|刺青|烟疤",
       R"((?:手臂|手上|身上|脸上|外露)?(?:部位|处)?(?:不招|不要|不收|无|没有|不能有|身上不能有|不得有|拒绝|谢绝)(?:明显|大面积)?(?:的)?(?:有)?(?:纹身|文身|刺青|烟疤)(?:[、,，/和及或]?(?:纹身|文身|刺青|烟疤|疤痕))*(?:者|的)?)"},
      {"纹身|文身|刺青",
       R"((?:手臂|手上|身上)?(?:纹身|文身|刺青)(?:的)?(?:面积)?(?:不能?|不可以?|不得|不要|别|未|没)(?:太)?(?:超过|超出|超|过|露出?|外露|到|大于?|多)(?:出|了|手|胳膊|大)*(?:肘|腕|臂|膝|脖子?|领口?|掌|面积)?)"},
      {"颜值", R"((?:高颜值|颜值(?:要)?(?:较)?(?:高|好|佳|在线))(?:者|的)?(?:优先)?)"},
      {"HIV|hiv|Hiv|艾滋|梅毒|表面抗原",
       R"((?:hiv|艾滋病?|梅毒|表面抗原)(?:检测|检查)?(?:须|需|必须|要)?(?:为|呈|是)?(?:阴性|阳性(?:勿扰|不要|不收)?))"},
      {"信仰|清真|基督|佛教|伊斯兰|教徒|信佛|信主",
       absl::StrCat("(?:有(?:宗教)?信仰|宗教信仰|清真|基督徒|基督教徒?|佛教徒?|伊斯兰教?徒?|教徒|"
                    "信佛|信主)(?:的|者|人员)*",
                    kRefused)},
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
      {"离|婚|单身|丧偶",
       absl::StrCat("(?:离异|离婚|丧偶|单身|未婚|已婚|未育)(?:的|者|人士)?", kRefused)},
      {"年内",
       R"((?:[一二两三四五]|\d)年内(?:不|无)(?:生育|怀孕|结婚|要孩子|要小孩|备孕|婚育)(?:计划|打算)?)"},
      {"无小孩|无孩子|没有小孩|没小孩|没有孩子|无家庭|没有家庭|无负担",
       R"((?:无|没有?)(?:小孩|孩子|家庭)(?:拖累|负担|牵挂)(?:者|的)?(?:优先)?|(?:无|没有?)(?:小孩|孩子)(?:的|者)?优先)"},
      {"未婚|已婚|未育|已育",
       R"((?:婚姻状况[:：\s]*)?(?:未婚未育|未婚先育|已婚已育|未婚|已婚|未育|已育)(?:者|的?(?:女|男)(?:性|孩子?|生|士|工|青年|的)?|青年|人士)?(?:优先(?:考虑|录用|录取|面试)?|为佳)?)"},
      {"单身|离异",
       R"((?:单身|离异)(?:(?:者|的?(?:女|男)(?:性|孩子?|生|士|工|青年|的)?|青年|人士)(?:优先(?:考虑|录用|录取|面试)?|为佳)?|优先(?:考虑|录用|录取|面试)?|为佳))"},
      {"生完|生过|生育|小孩|孩子|娃",
       absl::StrCat(
           R"((?:刚)?(?:生完|生过|生育过?|没生过?|未生)(?:小孩|孩子|娃|二胎)?的?女?(?:性|士|工|员工|的|孩|人)*(?:优先(?:考虑|录用|录取|面试)?|为佳)|)",
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
      {"男|女",
       R"((?:男|女)(?:性|士|生|工|孩|的|同志)?(?:优先(?:考虑|录用|录取|面试)?|为佳|更佳|最好))"},
      {"男|女", R"((?:男性|女性|男工|女工|男士|女士|男女工|男同志|女同志))"},
      {"男|女",
       R"(((?:男|女)(?:性|工|生|士|的|孩)?)[:：]?(?:\d{2}周?岁?[-~～—–一至到]|\d{2}周?岁|\d{2}(?:以[下内上]|及以下|左右|内)))"},
      {"男|女", R"((?:^|[,，;；。、\s!！])((?:男|女)(?:性|士|生|孩)?)(?:[,，;；。、\s!！]|$))"},
      {"男|女", R"((男|女)(?:性|工|生)?(?:[一二两三四五六七八九十]|\d{1,3})(?:名|位))"},
      // "周口人不要", not "本地人不要押金"
      {"人不",
       R"((\p{Han}{2,3}(?:籍)?人(?:一律|暂时|都)?(?:不要|不招|不收))(?:[,，。;；!！\s)）]|$))"},
      {"勿|除外|谢绝|免谈|绕道",
       R"((?:\p{Han}族|[\p{Han}]{2,3}(?:省|籍)?人)(?:勿扰|除外|谢绝|免谈|勿来|请?绕道))"},
      {"男|女",
       R"(((?:男|女)的?)(?:普工|员工|保安|司机|文员|服务员|操作工|操作员|学徒|技工|主管|销售|客服|工人|包装工))"},
      // "20男10女"
      {"男|女",
       R"(\d{1,3}(?:名|个|位)?(?:男|女)(?:性|工|生|的)?[、,，/和加+]?\d{1,3}(?:名|个|位)?(?:男|女)(?:性|工|生|的)?)"},
      {"男|女", R"(([(（](?:男|女)(?:性|士|生)?[)）]))"},
      {"男|女", R"([(（,，、/](男|女)(?:性|工|士)?\d{2}(?:周?岁)?[)）,，、/])"},
      {"族",
       R"((?:仅限|只限|限|只招|仅招|不招聘?|不要|不收|谢绝|拒绝|禁止)(?:汉族|少数民族|\p{Han}{1,3}族)(?:人)?(?:[(（](?:[\p{Han}、，, ]{1,20}族|[汉回藏维彝苗壮满蒙哈、，, /等]{1,20})[)）])?)"},
      {"族", R"((?:汉族|少数民族|\p{Han}{1,2}族)(?:优先|为佳))"},
      {"限|只招|仅招",
       R"((?:仅限|只限|限|只招|仅招)(?:本地|本市|本省|本县|本镇|当地|外地|外省|\p{Han}{2,4}(?:户籍|户口|籍))(?:人|户籍|户口|员工)?)"},
      {"本地|本市|本省|当地", R"((?:本地|本市|本省|当地)(?:人|户籍|户口|员工|居民)?(?:优先|为佳))"},
      {"不招|不要|不收|谢绝|拒绝|拒收|禁止",
       absl::StrCat("(?:不招|不要|不收|谢绝|拒绝|拒收|禁止)", Region(),
                    "人?(?:(?:[、,，/和及]|以及)?", Region(), "人?)*(?:人|籍|的)?")},
      {"不招|不要|不收", R"((?:不招|不要|不收)\p{Han}{2,3}(?:人|籍))"},
      {"不要|不招|不收|勿扰|除外|免谈|绕道|人优先|籍优先|的优先|乡优先|妹优先|子优先|娘优先|仔优先|"
       "为佳",
       absl::StrCat(Region(), "人?(?:(?:[、,，/和及]|以及)?", Region(), ")*",
                    "(?:(?:人|籍|的|老乡)?(?:不要|不招|不收|勿扰|除外|免谈|绕道)|",
                    "(?:人|籍|的|老乡|妹子?|姑娘|仔)(?:优先(?:考虑|录用|录取|面试)?|为佳))")},
      {"老乡", R"(老乡优先(?:考虑|录用|录取|面试)?)"},
      {"优先|为佳",
       absl::StrCat(R"((?:^|[,，;；。、\s!！(（:：]))", "(", Region(), "(?:[、,，/和及]?", Region(),
                    ")*(?:优先(?:考虑|录用|录取|面试)?|为佳))")},
  }));
  return *patterns;
}

// "男女不限", "限男女均可": says that there is no condition. "女士内衣": a product.
constexpr std::size_t kNextClause = 30;  // bytes: ten characters

bool IsHarmless(absl::string_view before, absl::string_view found, absl::string_view after) {
  // "不查乙肝": says that nobody asks.
  if (absl::StartsWith(found, "查") && EndsWithAny(before, {"不", "免", "无需"})) return true;
  // "不限民族", "不限户籍"
  if (absl::StartsWith(found, "限") && absl::EndsWith(before, "不")) return true;
  // "已婚可安排夫妻房"
  if (absl::EndsWith(found, "已婚") && StartsWithAny(after, {"可", "安排", "提供", "有", "员工"})) {
    return true;
  }
  // "本地人,外地人都可以": nobody is kept out.
  if (absl::EndsWith(found, "人") && StartsWithAny(after, {",", "，", " "}) &&
      SaysAny(after.substr(0, kNextClause),
              {"均可", "都可", "都行", "都要", "不限", "也可", "也行"})) {
    return true;
  }
  // Ages and trades that are of no region.
  if (StartsWithAny(found, {"年轻人不", "中年人不", "老年人不", "介绍人不", "中间人不", "带队人不",
                            "推荐人不", "负责人不", "闲杂人不"})) {
    return true;
  }
  // Of the rest, only words on the sexes are ever harmless.
  if (!Holds(found, "男") && !Holds(found, "女")) return false;
  if (EndsWithAny(before, {"不限", "男/", "女/", "男", "女", "子", "妇", "仔", "孙", "侄", "闺"})) {
    return true;
  }
  // 儿女; of the young a teacher may be asked for (幼儿女老师).
  if (absl::EndsWith(before, "儿") &&
      !EndsWithAny(before, {"幼儿", "婴儿", "育儿", "少儿", "小儿"})) {
    return true;
  }
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
  return plain &&
         StartsWithAny(after, {"内衣", "服装", "服饰", "装",   "鞋",   "包",    "裤",   "衣",
                               "袜",   "用品", "护肤", "健康", "职工", "友",    "宿舍", "寝室",
                               "厕",   "浴",   "更衣", "澡",   "皮具", "皮鞋",  "手表", "手袋",
                               "箱包", "饰品", "理发", "剃须", "西装", "西服",  "衬衫", "大衣",
                               "毛衣", "T恤",  "香水", "公寓", "洗手", "卫生间"});
}

// The conditions and fees of `scrubbed.text`, which `asked` is.
void TakeConditionsOut(Scrubbed& scrubbed, AskedText& asked) {
  static const PatternLists* const lists =
      new PatternLists({&OriginPatterns(), &FamilyPatterns(), &SexPatterns(), &ConditionPatterns(),
                        &BodyPatterns()});
  if (lists->MayMatch(asked) != 0) {
    const std::string text = scrubbed.text;
    scrubbed.conditions = Remove(*lists, scrubbed.text, asked, IsHarmless);
    // As the text has them, whichever pattern came first.
    std::stable_sort(
        scrubbed.conditions.begin(), scrubbed.conditions.end(),
        [&](const std::string& a, const std::string& b) { return text.find(a) < text.find(b); });
  }
  if (asked.SaysAny({"费", "金", "押", "交", "缴", "垫", "自理", "自付", "自己", "承担"})) {
    scrubbed.fees = FindFees(scrubbed.text);
  }
  if (!scrubbed.conditions.empty()) CloseGaps(scrubbed.text);
  const absl::string_view trimmed = Trim(scrubbed.text);
  if (trimmed.size() < scrubbed.text.size()) scrubbed.text = std::string(trimmed);
}

}  // namespace

Scrubbed Scrub(absl::string_view text) {
  Scrubbed scrubbed;
  if (text.empty()) return scrubbed;
  scrubbed.text = std::string(text);
  AskedText asked(scrubbed.text);
  scrubbed.contact_count = RemoveContacts(scrubbed.text, asked);
  TakeConditionsOut(scrubbed, asked);
  return scrubbed;
}

Scrubbed ScrubConditions(std::string text) {
  Scrubbed scrubbed;
  scrubbed.text = std::move(text);
  AskedText asked(scrubbed.text);
  TakeConditionsOut(scrubbed, asked);
  return scrubbed;
}

Scrubbed ScrubConditions(std::string text, std::vector<Suspicion>& suspicions) {
  Scrubbed scrubbed;
  scrubbed.text = std::move(text);
  AskedText asked(scrubbed.text);
  suspicions = FindSuspicions(scrubbed.text, asked);
  TakeConditionsOut(scrubbed, asked);
  return scrubbed;
}

}  // namespace laowu::intake
