#include "intake/occupation/title.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "intake/occupation/lexicon.h"
#include "intake/text/text.h"
#include "reference/occupations.h"

namespace laowu::intake {
namespace {

// Phrases that stand in titles and name no work. They part what stands before and after them. A
// longer name of an occupation that begins with one is left whole (夜班保安).
constexpr absl::string_view kDecorations[] = {
    // calls
    "急聘", "招工", "急招", "诚聘", "高薪", "诚招", "直招", "长期招", "长期", "大量招", "大量",
    "火热", "招募", "聘请", "热招", "特招", "新招", "新增", "速来", "招收", "特聘", "急缺", "招人",
    "现招", "招聘:", "招工:", "岗位:", "职位:", "工种:", "高薪诚聘", "高薪急聘", "急需", "诚邀",
    "欢迎", "内推", "可内推", "名额有限", "限时", "立即上岗", "马上上班", "随时面试", "当天入职",
    "直接录用", "来就上班", "可入职", "入职", "面试", "包过", "正式工", "招新", "热聘", "扩招",
    "校招", "社招", "春招", "秋招", "统招", "春季", "秋季", "夏季", "冬季", "年后", "节后", "年前",
    "点此查看", "点击查看", "等你来", "加入我们",
    // who calls
    "厂家", "名企", "大厂", "国企", "央企", "外企", "上市公司", "五百强", "世界500强", "500强",
    "老牌", "知名企业", "总部", "大型企业", "高新技术企业", "事业单位", "直营", "正规公司",
    "人才公寓", "编制", "厂招", "本厂", "我司", "本店", "本公司",
    // keep
    "包吃包住", "包吃住", "包食宿", "包住宿", "包住", "包吃", "包餐", "提供食宿", "提供住宿",
    "免费食宿", "食宿", "管吃管住", "管吃住", "管吃", "管住", "有宿舍", "可住宿", "住宿", "夫妻房",
    "空调房", "餐补", "房补", "车补", "话补", "住房补贴", "补贴", "免费工作餐", "工作餐", "班车",
    "补助",
    // insurance and pay
    "五险一金", "六险一金", "七险一金", "六险二金", "五险", "六险", "一金", "社保", "公积金",
    "双休", "单休", "大小周", "大小休", "周末", "周日休", "周六日", "月休", "做五休二", "做六休一",
    "做一休一", "上六休一", "年休假", "带薪年假", "带薪", "寒暑假", "法定节假日", "节假日",
    "假期多", "无责底薪", "无责", "底薪", "高底薪", "保底", "高提成", "提成", "年终奖", "奖金",
    "全勤", "绩效", "待遇优厚", "待遇优", "待遇好", "待遇", "福利好", "福利", "高福利", "薪资高",
    "薪资", "工资高", "工资", "月薪", "日薪", "时薪", "年薪", "综合薪资", "月入过万", "月入",
    "过万", "上不封顶", "日结", "周结", "月结", "现结", "计件", "计时", "预支", "双薪", "加班费",
    "起步", "保障薪", "面议", "高课时费", "分红", "股权", "待遇从优", "工价", "小时工价",
    // hours and place
    "朝九晚五", "朝九晚六", "早九晚五", "早九晚六", "长白班", "白夜班", "两班倒", "二班倒",
    "三班倒", "两班", "白班", "夜班", "晚班", "早班", "中班", "正常班", "行政班", "常白班", "坐班",
    "不加班", "加班少", "八小时", "8小时", "六小时", "倒班", "上班", "下班", "不坐班", "不出差",
    "不倒班", "不穿无尘服", "免体检", "恒温车间", "站着", "坐着", "工作轻松", "轻松", "就近分配",
    "就近安排", "就近", "近地铁", "地铁口", "地铁站", "地铁周边", "地铁沿线", "交通便利", "弹性",
    "居家", "线上办公", "远程", "不外派",
    // who may come
    "应届生", "应届毕业生", "应届", "毕业生", "往届", "可接受小白", "接受小白", "可小白", "小白可",
    "小白", "可接受", "接受", "无经验", "零经验", "零基础", "有经验", "无需经验", "不需经验",
    "经验不限", "经验必须", "经验优先", "生手可", "生手也可", "可培养", "可培训", "包教会",
    "包教包会", "包学会", "可带", "带教", "有老师傅带", "师傅带", "可实习", "可转正", "可兼职",
    "优先", "要求", "男女不限", "男女均可", "不限", "均可", "若干", "若干名", "数名", "多名",
    "一名", "两名", "三名", "几名", "全职", "兼职", "寒假工", "专业不限", "学历不限", "大专",
    "本科", "中专", "高中以上", "硕士", "研究生", "持证", "有证", "以上", "左右", "可寒暑假",
    "学生勿扰", "晋升", "多渠道晋升发展", "晋升空间大", "发展空间大", "团队年轻", "直签", "签合同",
    "非中介", "非外包", "非派遣", "无中介", "中介勿扰", "不收费", "无费用", "有编制", "可夫妻",
    "夫妻工优先", "急",
    // what it is not
    "无销售性质", "无销售", "非销售", "不销售", "无需销售", "不做销售", "不是销售", "无推销",
    "无业绩", "无压力", "无责任", "无kpi", "不打电话", "非电话", "无需打电话", "免培训", "学技术",
    "带薪培训", "岗前培训", "提供培训", "免费培训", "免费学习", "有培训"};

// Words at the end that say how high, how good or how long, not what.
constexpr absl::string_view kRanks[] = {
    "主机手", "副机手", "的阿姨", "的师傅", "的工人", "的人", "高级专员", "高级主管", "高级经理",
    "管理岗", "储备生", "副主任", "招聘简章", "担当", "坐席", "专席", "坐席员", "专才", "职位",
    "团队", "中心", "部门经理", "部经理", "部主管", "其他", "其它", "部", "一枚", "管理培训生",
    "储备干部", "储备经理", "储备人才", "工作人员", "从业人员", "主任科员", "主任助理", "负责人",
    "实习生", "管培生", "培训生", "见习生", "副经理", "经理人", "副总监", "副部长", "班组长",
    "合伙人", "学徒工", "大师傅", "老师傅", "熟练工", "技术工", "技术员", "都可以", "也可以",
    "储备", "实习", "助理", "助手", "主管", "经理", "总监", "部长", "科长", "课长", "处长", "组长",
    "班长", "队长", "领班", "主任", "专员", "专干", "干事", "干部", "人员", "员工", "职员", "人才",
    "精英", "高手", "能手", "学徒", "徒弟", "师傅", "小哥", "阿姨", "大姐", "大叔", "小妹", "技工",
    "熟手", "生手", "新手", "老手", "大工", "中工", "小工", "工人", "技师", "专家", "代表", "骨干",
    "工作", "工种", "岗位", "职位", "方面", "行业", "方向", "的活", "组员", "协调员", "协调人员",
    "都行", "也行", "也会", "经验", "经历", "熟练", "活儿", "那种", "之类", "相关", "妹", "岗",
    "类", "活", "员", "工", "师", "手", "者", "位", "人", "等", "兼",
    // how somebody is hired, not for what
    "暑假工", "寒假工", "寒暑假工", "假期工", "临时工", "小时工", "学生工", "返费工", "日结工",
    "计件工", "长期工", "短期工", "长短工", "正式工", "派遣工", "蓝领", "储干",
    // who, in the delta's and the villages' speech
    "后生仔", "后生", "小弟", "细妹", "靓仔", "靓女", "嫂子", "大嫂", "大妈", "妇女", "小伙",
    "小伙子", "帮手", "帮工", "大爷", "大伯", "老伯", "老头"};

// Goods, trades and platforms: what a firm deals in, or where the work is, rather than the work.
constexpr absl::string_view kTopics[] = {
    "培训",     "服装",       "木材",         "成本",     "测试",       "食品",     "五金",
    "灯饰",     "灯具",       "家具",         "电子",     "塑胶",       "塑料",     "玻璃",
    "家电",     "小家电",     "电器",         "玩具",     "化妆品",     "橡胶",     "硅胶",
    "陶瓷",     "皮具",       "箱包",         "手袋",     "锁具",       "智能锁",   "卫浴",
    "淋浴房",   "门窗",       "铝合金",       "首饰",     "纺织",       "电池",     "锂电池",
    "线路板",   "pcb",        "热水器",       "冰箱",     "洗衣机",     "净水器",   "电视机",
    "油烟机",   "燃气灶",     "燃气具",       "电机",     "马达",       "涂料",     "药材",
    "水产",     "纸箱",       "彩盒",         "建筑",     "装修",       "酒店",     "餐饮",
    "餐厅",     "宾馆",       "饭店",         "物业",     "物流",       "仓储",     "快递",
    "保险",     "银行",       "证券",         "电商",     "跨境电商",   "电子商务", "淘宝",
    "天猫",     "亚马逊",     "抖音",         "短视频",   "新媒体",     "自媒体",   "直播",
    "媒体",     "品牌",       "市场",         "技术",     "供应链",     "语文",     "数学",
    "英语",     "物理",       "化学",         "针织",     "模具",       "电缆",     "线束",
    "空调",     "电梯",       "汽车厂",       "光伏厂",   "石材厂",     "驾校",     "加油站",
    "家政",     "健身",       "瑜伽",         "美容",     "美甲",       "母婴",     "养殖",
    "果园",     "民宿",       "咖啡",         "图文",     "微信推广",   "it",       "空运",
    "海运",     "货代",       "会计师事务所", "事务所",   "财务部",     "热线",     "家装",
    "精装",     "精装修",     "全屋定制",     "定制家居", "定制衣柜",   "橱柜",     "衣柜",
    "浴室柜",   "办公椅",     "床垫",         "海绵",     "软包",       "柜体",     "门板",
    "木制品",   "实木家具",   "光伏",         "充电桩",   "储能",       "窗帘",     "墙布",
    "墙纸",     "艺术漆",     "硅藻泥",       "微水泥",   "天花",       "石膏板",   "隔断",
    "集成吊顶", "沥青",       "中央空调",     "冷库",     "保温",       "树脂",     "油墨",
    "胶水",     "化工",       "日化",         "面膜",     "膏霜",       "糖果",     "巧克力",
    "果脯",     "凉果",       "蜜饯",         "面条",     "挂面",       "米粉",     "粉条",
    "河粉",     "方便面",     "速冻",         "速冻食品", "汤圆",       "罐头",     "酱油",
    "矿泉水",   "果汁",       "白酒",         "茶叶",     "豆制品",     "豆腐",     "豆干",
    "腐竹",     "海鲜",       "坚果",         "炒货",     "饲料",       "石英石",   "岩板",
    "人造石",   "加气块",     "管桩",         "商砼",     "商混",       "锁芯",     "锁体",
    "门锁",     "挂锁",       "花洒",         "龙头",     "水暖件",     "角阀",     "水槽",
    "地漏",     "毛巾架",     "合页",         "铰链",     "滑轨",       "拉手",     "门吸",
    "智能马桶", "浴缸",       "铝型材",       "保温杯",   "不锈钢锅",   "衣架",     "网篮",
    "小五金",   "徽章",       "金属制品",     "脚轮",     "货架",       "螺丝",     "螺母",
    "紧固件",   "汽配",       "汽车配件",     "汽车零件", "童车",       "积木",     "工艺品",
    "灯笼",     "仿真花",     "绢花",         "饼干",     "月饼",       "糕点",     "卤味",
    "卤菜",     "早餐",       "馒头",         "包子",     "果茶",       "护栏",     "雨棚",
    "阳光房",   "防盗窗",     "防盗门",       "卷帘门",   "广告牌",     "招牌",     "亮化",
    "蛋鸡",     "肉鸡",       "火龙果",       "猕猴桃",   "三七",       "天麻",     "香菇",
    "木耳",     "平菇",       "食用菌",       "电子线",   "电线",       "排线",     "开关电源",
    "驱动电源", "led驱动",    "led电源",      "适配器",   "电源适配器", "音箱",     "音响",
    "控制板",   "电感",       "互感器",       "磁环",     "蓄电池",     "铅酸电池", "纽扣电池",
    "电池包",   "极片",       "储能电池",     "空气炸锅", "微波炉",     "烤箱",     "消毒柜",
    "取暖器",   "电暖器",     "循环扇",       "料理机",   "按摩器",     "茶吧机",   "除湿机",
    "抽湿机",   "冰柜",       "集成灶",       "抽油烟机", "燃气热水器", "壁挂炉",   "厨电",
    "皮带",     "皮件",       "鞋材",         "鞋垫",     "中底",       "大底",     "拖鞋",
    "凉鞋",     "童鞋",       "手链",         "零食店",   "烟酒店",     "便利店",   "五金店",
    "鞋店",     "药店",       "水果店",       "服装店",   "早餐店",     "快餐店",   "理发店",
    "养发馆",   "甜品店",     "轮胎店",       "干洗店",   "户外灯",     "灯杯",     "路灯",
    "投光灯",   "洗墙灯",     "线条灯",       "工程灯",   "cob",        "覆铜板",   "软板",
    "电芯",     "洁具",       "卫浴陶瓷",     "瓷砖",     "陶瓷原料",   "釉料",     "玻璃钢",
    "珍珠棉",   "编织袋",     "塑料制品",     "塑料件",   "塑料玩具",   "塑胶玩具", "搅拌站",
    "停车场",   "高尔夫草坪", "种猪场",       "牛场",     "奶牛场",     "羊场",     "鸭场",
    "鹅场",     "鸽场",       "渔场",         "花场",     "花木场",     "苗木场",   "采石场",
    "沥青站",   "垃圾站",     "回收站",       "月子中心", "月子会所",   "茶餐厅",   "大排档",
    "农家乐",   "医用耗材",   "医疗耗材",     "健身器材", "门窗五金",   "卫浴五金", "五金配件",
    "钢结构",   "网约车",     "综采",         "煤矿",     "园林机械",   "护肤品",   "电源插头",
    "汽车线束", "展会",       "中草药",       "礼品盒",   "精品盒",     "纸管",     "纸杯",
    "纸板",     "印刷包装",   "劳务派遣",     "预制构件", "预制件",     "装配式",   "机器人",
    "自动机",   "光源",       "商务车",       "早教",     "办公室",     "事业部",   "分公司",
    "办事处",   "电子元器件", "元器件",       "电子元件"};

// What a worker says before a trade. Longer ones first.
constexpr absl::string_view kVerbs[] = {
    "以前做过", "之前做过", "一直做", "主要做", "专业做", "从事过", "学习过", "负责过", "做过",
    "干过",     "学过",     "当过",   "开过",   "从事",   "想找",   "想做",   "想干",   "想学",
    "想去",     "愿意做",   "可以做", "可做",   "能做",   "会做",   "懂",     "擅长",   "熟悉",
    "精通",     "找",       "会",     "干",     "做",     "能",     "学",     "当"};

constexpr int kDecorationId = 0;
constexpr int kNameId = 1;

// Decorations and names of occupations in one, so that of two that begin together the longer
// counts.
const Lexicon& Phrases() {
  static const Lexicon* const lexicon = [] {
    auto* made = new Lexicon();  // never deleted: used until the process ends
    for (absl::string_view phrase : kDecorations) made->Add(phrase, kDecorationId);
    for (const reference::OccupationAlias& alias : reference::Occupations::Get().aliases()) {
      made->Add(alias.alias, kNameId);
    }
    for (const reference::Occupation& occupation : reference::Occupations::Get().all()) {
      if (occupation.level == 4) made->Add(occupation.name, kNameId);
    }
    return made;
  }();
  return *lexicon;
}

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

// A letter or ideograph: what a name is made of. Everything else parts names: marks, emoji, boxes.
bool IsNameCharacter(absl::string_view character) {
  if (character.size() == 1) return IsAlpha(character[0]);
  if (character.size() != 3) return character.size() == 2;  // Greek, Cyrillic
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  const unsigned point = ((byte(0) & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu);
  constexpr unsigned kStroke = 0x4E28;  // 丨, which people type for |
  return point >= 0x3400 && point <= 0x9FFF && point != kStroke;
}

// Bytes of the number at `at` with its units ("6000元/月", "2名", "18岁以上"); 0 if it belongs to a
// word: 3d, c1, 4s.
std::size_t FigureLength(absl::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (IsDigit(text[end]) || text[end] == '.')) ++end;
  const char next = end < text.size() ? text[end] : ' ';
  const bool in_word = (at > 0 && IsAlpha(text[at - 1])) ||
                       (IsAlpha(next) && next != 'k' && next != 'w' && next != 'h');
  if (in_word && end - at <= 2) return 0;
  static constexpr absl::string_view kUnits[] = {
      "k",  "w",  "h",  "千", "万", "元",   "块",   "名",   "人",   "个",   "周岁", "岁", "点",
      "半", "位", "月", "天", "年", "小时", "以上", "左右", "以下", "以内", "起",   "薪", "多"};
  for (bool grown = true; grown;) {
    grown = false;
    for (absl::string_view unit : kUnits) {
      if (!absl::StartsWith(text.substr(end), unit)) continue;
      end += unit.size();
      grown = true;
    }
  }
  return end - at;
}

std::size_t CharacterLength(absl::string_view text) {
  return std::max<std::size_t>(1, Utf8SequenceLength(text));
}

// Cuts a folded text at marks, figures and decorations.
class Cutter {
 public:
  explicit Cutter(absl::string_view text) : text_(text) {}

  void Cut(TitleParts& parts) {
    while (at_ < text_.size()) Step(parts);
    Finish(parts);
    // A bracket that is never closed hides nothing.
    if (depth_ > 0) {
      const auto from = parts.asides.begin() + static_cast<std::ptrdiff_t>(opened_at_);
      parts.names.insert(parts.names.end(), from, parts.asides.end());
      parts.asides.erase(from, parts.asides.end());
    }
  }

 private:
  void Step(TitleParts& parts) {
    const absl::string_view rest = text_.substr(at_);
    const absl::string_view character = rest.substr(0, CharacterLength(rest));
    if (IsOneOf(character, {"(", "[", "{", "<", "《", "【", "「", "『", "〔", "〖"})) {
      Finish(parts);
      if (depth_++ == 0) opened_at_ = parts.asides.size();
    } else if (IsOneOf(character, {")", "]", "}", ">", "》", "】", "」", "』", "〕", "〗"})) {
      Finish(parts);
      depth_ = std::max(0, depth_ - 1);
    } else if (IsDigit(character[0])) {
      const std::size_t figure = FigureLength(text_, at_);
      if (figure > 0) {
        Finish(parts);
        at_ += figure;
        return;
      }
      Keep(character);
    } else if (IsNameCharacter(character)) {
      const Lexicon::Hit phrase = Phrases().LongestAt(text_, at_);
      if (phrase.id == kDecorationId) {
        Finish(parts);
        at_ = phrase.end;
        return;
      }
      if (phrase.id == kNameId && name_.empty() && CallsForHands(rest, phrase.end - at_)) {
        at_ = phrase.end;
        return;
      }
      const std::size_t end = phrase.id == kNameId ? phrase.end : at_ + character.size();
      if (phrase.id != kNameId && IsOneOf(character, {"兼", "或"})) {
        Finish(parts);  // 出纳兼人事
        beside_ = character == "兼" && !parts.names.empty();
      } else {
        Keep(text_.substr(at_, end - at_));
      }
      at_ = end;
      return;
    } else if (IsOneOf(character, {"+", "#"}) &&
               (absl::EndsWith(name_, "c") ||
                absl::EndsWith(name_ + std::string(character), "c++"))) {
      Keep(character);  // c++, c#
    } else {
      Finish(parts);
    }
    at_ += character.size();
  }

  // Whether 招聘 calls for whom it stands before (招聘分拣员), and is not their own work
  // (招聘主管).
  static bool CallsForHands(absl::string_view rest, std::size_t length) {
    constexpr absl::string_view kCall = "招聘";
    if (rest.substr(0, length) != kCall) return false;
    const absl::string_view whom = rest.substr(length);
    const std::size_t size = CharacterLength(whom);
    if (whom.empty() || !IsNameCharacter(whom.substr(0, size))) return false;
    for (std::size_t end = 0; end <= whom.size(); end += CharacterLength(whom.substr(end))) {
      if (end > 0 && IsRank(whom.substr(0, end))) return false;
      if (end == whom.size()) break;
    }
    return true;
  }

  static bool IsOneOf(absl::string_view character, std::initializer_list<absl::string_view> list) {
    return std::find(list.begin(), list.end(), character) != list.end();
  }

  void Keep(absl::string_view text) { name_.append(text.data(), text.size()); }

  // 助教招聘, 司机招聘, 酒店多岗位招聘: a call after whom or where it calls for; 技术招聘 is a
  // recruiter's work.
  void DropCallAtEnd() {
    constexpr absl::string_view kCall = "招聘";
    absl::string_view whom = name_;
    if (!absl::ConsumeSuffix(&whom, kCall) || CharacterCount(whom) < 2) return;
    if (EndsWithAny(whom, {"人员", "员工", "职工", "专员", "高工"})) return;
    for (absl::string_view jobs : {"多个岗位", "多岗位", "各岗位", "全岗位", "若干岗位", "岗位",
                                   "多职位", "职位", "多工种", "工种"}) {
      if (absl::ConsumeSuffix(&whom, jobs)) break;
    }
    // Where many are hired names nobody's work; a factory's hands are any or its own.
    if (EndsWithAny(whom, {"店", "馆", "院", "超市", "餐厅", "食堂", "景区", "园区", "学校",
                           "幼儿园", "物业", "集团", "企业", "商场", "度假村", "会所"})) {
      name_.clear();
      return;
    }
    const bool of_jobs = whom.size() + kCall.size() < name_.size();
    const bool department = EndsWithAny(whom, {"部"}) && !SaysAny(whom, {"人事", "人力", "行政"});
    if (of_jobs || department ||
        EndsWithAny(whom, {"员", "师", "工", "教", "司机", "保安", "阿姨", "护士", "厂", "公司",
                           "工地", "车间", "基地", "农场", "项目部"})) {
      name_.resize(whom.size());
    }
  }

  void Finish(TitleParts& parts) {
    DropCallAtEnd();
    if (CharacterCount(name_) >= 2) {
      auto& where = depth_ > 0 ? parts.asides : beside_ ? parts.second : parts.names;
      where.push_back(name_);
      beside_ = false;
    }
    name_.clear();
  }

  absl::string_view text_;
  std::size_t at_ = 0;
  std::string name_;
  int depth_ = 0;
  std::size_t opened_at_ = 0;
  bool beside_ = false;  // what comes next is a second job (司机兼仓管)
};

}  // namespace

TitleParts SplitTitle(absl::string_view title) {
  TitleParts parts;
  const std::string folded = reference::Fold(title);
  Cutter(folded).Cut(parts);
  return parts;
}

std::string CleanTitle(absl::string_view title) {
  return absl::StrJoin(SplitTitle(title).names, "");
}

bool IsRank(absl::string_view name) {
  static const auto* const ranks =
      new absl::flat_hash_set<absl::string_view>(std::begin(kRanks), std::end(kRanks));
  return ranks->contains(name);
}

bool IsTopic(absl::string_view name) {
  static const auto* const topics =
      new absl::flat_hash_set<absl::string_view>(std::begin(kTopics), std::end(kTopics));
  return absl::EndsWith(name, "厂") || topics->contains(name);
}

bool SaysWhoIsWanted(absl::string_view name) {
  static constexpr absl::string_view kWho[] = {"女工",   "男工", "学徒", "学徒工",   "熟手",
                                               "熟手工", "生手", "小工", "杂工",     "打杂",
                                               "手工",   "开机", "技工", "开机师傅", "开机员"};
  return std::find(std::begin(kWho), std::end(kWho), name) != std::end(kWho);
}

bool SaysWhoDoesIt(absl::string_view word) {
  for (absl::string_view who : {"女工", "男工", "工人", "员工", "普工", "学徒", "学徒工", "小工",
                                "技工", "熟手", "生手", "操作工", "操作员", "作业员"}) {
    if (word == who) return true;
  }
  return false;
}

bool NamesNoWork(absl::string_view name) {
  constexpr std::size_t kTwoCharacters = 6;  // bytes
  for (absl::string_view who : {"管培生", "应届生", "毕业生", "培养计划", "多方向发展"}) {
    if (absl::EndsWith(name, who)) return true;
  }
  for (absl::string_view schooling :
       {"大学", "高校", "院校", "学历", "在校", "本硕", "985", "211"}) {
    if (name == schooling) return true;
  }
  return absl::ConsumeSuffix(&name, "实习生") && name.size() < kTwoCharacters;
}

std::string WithoutDenials(absl::string_view title) {
  std::string without(title);
  // What a firm gives, in which 旅游 and 保险 are nobody's work.
  if (SaysAny(title, {"旅游", "保险", "体检", "培训", "补贴"})) {
    without = absl::StrReplaceAll(
        without, {{"年度旅游", ""}, {"带薪旅游", ""}, {"员工旅游", ""}, {"公司旅游", ""},
                  {"团建旅游", ""}, {"免费旅游", ""}, {"定期旅游", ""}, {"国内外旅游", ""},
                  {"每年旅游", ""}, {"旅游福利", ""}, {"旅游基金", ""}, {"旅游津贴", ""},
                  {"旅游团建", ""}, {"商业保险", ""}, {"补充保险", ""}, {"社会保险", ""},
                  {"缴纳保险", ""}, {"意外保险", ""}, {"有保险", ""},   {"买保险", ""},
                  {"交保险", ""},   {"保险齐全", ""}, {"定期体检", ""}, {"免费体检", ""},
                  {"年度体检", ""}, {"健康体检", ""}, {"入职培训", ""}, {"岗前培训", ""},
                  {"带薪培训", ""}, {"免费培训", ""}, {"专业培训", ""}, {"系统培训", ""},
                  {"餐饮补贴", ""}, {"通信补贴", ""}, {"电脑补贴", ""}});
  }
  if (!SaysAny(title, {"电话", "销售"})) return without;
  return absl::StrReplaceAll(without, {{"不接打电话", ""},
                                       {"不用打电话", ""},
                                       {"无需打电话", ""},
                                       {"不打电话", ""},
                                       {"非电话", ""},
                                       {"不做销售", ""},
                                       {"无需销售", ""},
                                       {"不是销售", ""},
                                       {"不含销售", ""},
                                       {"不销售", ""},
                                       {"非销售", ""},
                                       {"无销售", ""}});
}

bool IsDoneBesides(absl::string_view name) {
  static constexpr absl::string_view kBesides[] = {"包装", "包装工", "打包", "打包工", "打包员",
                                                   "打胶", "打胶工", "保养", "贴标",   "贴标工",
                                                   "搬运", "搬运工", "装卸", "成型",   "成型工"};
  return std::find(std::begin(kBesides), std::end(kBesides), name) != std::end(kBesides);
}

bool StripRank(absl::string_view& name) {
  constexpr std::size_t kTwoCharacters = 6;  // bytes; "hr" and "it" are whole names
  // The longest rank first; what is left keeps two characters.
  constexpr std::size_t kLongestRank = 18;
  std::size_t begin = name.size() > kTwoCharacters + kLongestRank
                          ? name.size() - kLongestRank
                          : std::min(kTwoCharacters, name.size());
  for (; begin < name.size(); ++begin) {
    const bool within = (static_cast<unsigned char>(name[begin]) & 0xC0) == 0x80;  // a character
    if (within || !IsRank(name.substr(begin))) continue;
    name = name.substr(0, begin);
    return true;
  }
  // Codes and abbreviations that follow: 应付会计gd, 司机a2.
  std::size_t tail = name.size();
  while (tail > 0 && absl::ascii_isalnum(static_cast<unsigned char>(name[tail - 1]))) --tail;
  if (tail < name.size() && tail >= kTwoCharacters) {
    name.remove_suffix(name.size() - tail);
    return true;
  }
  for (absl::string_view verb : kVerbs) {
    if (name.size() >= verb.size() + kTwoCharacters && absl::StartsWith(name, verb)) {
      name.remove_prefix(verb.size());
      return true;
    }
  }
  return false;
}

}  // namespace laowu::intake
