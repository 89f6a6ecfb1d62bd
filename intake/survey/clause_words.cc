#include "intake/survey/clause_words.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

struct WordsOfClass {
  ClauseWord word;
  absl::string_view words;  // with blanks between
};

constexpr WordsOfClass kWho[] = {
    {ClauseWord::kSelf, "本人 自己 他 她 人 全家 一家 夫妻 两口子 夫妇 户主本人"},
    {ClauseWord::kOthers,
     "老板 老板娘 村里人 村干部 村干 干部 村支书 支书 村长 村主任 组长 邻居 老乡 亲戚 朋友 "
     "工友 同村人 驻村 网格员 村委会 村委 厂方 房东 孩子们 村民 同学 有人 家里有人 家中有人 "
     "屋头有人 小工 徒弟 人家 别人 旁人 雇主 同村 同村的 同组 同组的 同寨 同寨的 隔壁 请人 雇人 "
     "请了人 "
     "雇了人 医生 房主 东家"},
    {ClauseWord::kThing,
     "家有 家里有 家中有 屋头有 有个 有一个 有两个 有三个 有几个 房子 房屋 老房子 新房 住房 老屋 "
     "土地 田土 承包地 田地 家里地 家头地 山林 林地 牛 猪 羊 "
     "鸭 狗 烤烟 苞谷 电话 手机 号码 户口 户籍 身份证 社保 医保 银行卡 车子 工资 保险 合同 "
     "低保 资料 材料 表格 照片 地被 地都 地已 地荒 田被 坟 果树 他家地 我家地 家地 "
     "屋头的田 家里的田 家里的地 屋头的地 屋头田 家里田 法院 宅基地"},
    {ClauseWord::kNobody,
     "锁门 没人 无人 没有人 没得人 空无一人 没哪个 占了 占地 征地 征收 拆迁 被征"},
    {ClauseWord::kWith,
     "跟 跟着 和 与 同 陪 陪着 帮 帮着 给 随 随着 带 带着 看 守 领 接 送 找 靠 由 听 替 "
     "为 "
     "代 投靠 护理 跟起 领起 带起 陪起 守起 照起"},
    {ClauseWord::kToo, "一起 一块 一道 都 均 一同"},
    {ClauseWord::kSend,
     "寄 邮 汇 捎 寄回 寄回家 寄回来 汇回 汇回家 汇回来 打回来 打回家 拿回家 拿回来 捎回 "
     "捎回家 捎回来 送回 通电话 通过电话 视频 打视频 报平安 发红包 回电 回信 回话 回信息 回微信 "
     "回电话 "
     "回消息 回短信"},
};

constexpr WordsOfClass kWhen[] = {
    {ClauseWord::kNo, "没 没有 没得 不 未 无 别 莫 冇 不是 并未 并没有 从未 从没 没能 未能 不再"},
    {ClauseWord::kPast,
     "原是 原去 原本 原来 原先 原在 以前 之前 从前 曾 曾经 先前 早年 往年 前些年 前几年 年轻时 "
     "以往 早些年 最后一次 最后联系 最近一次 末次"},
    {ClauseWord::kLast, "去年 前年 大前年 头年 上年"},
    {ClauseWord::kNow, "现在 现 目前 如今 这阵 当前 今年 眼下 至今 到现在"},
    {ClauseWord::kDone,
     "已 已经 早已 早就 刚 刚刚 才 昨天 前天 上周 上星期 上个星期 上礼拜 上个礼拜 上月 上个月 年初 "
     "前几天 前段时间 前阵子 前不久 刚才 月初 早"},
    {ClauseWord::kMaybe,
     "可能 也许 怀疑 疑似 好像 估计 恐怕 应该 大概 听说 据说 传说 说不定 不晓得 不知道 不清楚 "
     "不确定"},
    {ClauseWord::kMeant,
     "才会 就会 会再 会回去 准备 打算 计划 预计 预备 想 拟 等 待 要 将 即将 说要 愿意 愿 有意 意向 "
     "希望 报名 才能 "
     "还要 还得 得 待定 考虑 争取 联系好 约好 商量"},
    {ClauseWord::kAhead,
     "明天 明早 后天 大后天 改天 下周 下星期 下个星期 下礼拜 下个礼拜 下月 下个月 月底 过几天 "
     "过两天 过段时间 "
     "过阵子 "
     "过一阵 近期 近日 马上 过些天 假满 明年 开年 年后 年底 下半年 再过 "
     "过完年 过了年 节后 还会 年终 晚点 迟点 回头 隔几天 这几天"},
    {ClauseWord::kFeast,
     "过年 春节 国庆 国庆节 中秋 中秋节 五一 端午 端午节 清明 元旦 暑假 寒假 "
     "劳动节 年关"},
    {ClauseWord::kMonth, "正月 腊月 冬月"},
    {ClauseWord::kEach,
     "每年 每月 每天 每周 每个月 天天 早出晚归 早去晚回 当天来回 经常 时常 有时 偶尔 周末 晚上 "
     "逢年过节 平时 常常"},
    {ClauseWord::kAgain, "又 再次 重新 再度 二次 仍 又再 还是又"},
    {ClauseWord::kMore, "再"},
    {ClauseWord::kOver, "了 的 啦 喽 咯 嘞 起的"},
    {ClauseWord::kOnce, "过 一趟 一次 一回 两趟 两次 几次 几趟 过一次 过几次 过两次"},
    {ClauseWord::kBefore, "前 时 时候 期间 的时候 的人"},
    {ClauseWord::kAfter, "后 以后 之后 完 后来 然后 过后"},
};

constexpr WordsOfClass kDoes[] = {
    {ClauseWord::kGo,
     "去 走 出去 出门 外出 动身 出发 启程 上路 跑出去 走成 去成 出去成 前往 赴 过去 下去 上去 "
     "出远门 "
     "走掉 走哪 去哪 到哪 出去过 走远"},
    {ClauseWord::kCannotGo,
     "去不了 走不了 走不开 走不成 走不脱 走不动 出不去 去不成 去不得 出不了门 脱不开身 走不掉 "
     "没走成 "
     "没去成 没出去成 未去成 未走成"},
    {ClauseWord::kCome,
     "归 归来 回来 回家 回屋 回村 回乡 回寨 返乡 返家 返村 返回来 返回家 返回家中 返回老家 回流 "
     "返流 拢屋 "
     "拢家 "
     "归屋 到屋 到家 回老家 回到家 回到村 回到老家 回到家乡 回转 转回来 打转回来 打倒转 转来 转屋 "
     "转家 跑回来 跑回 溜回来 跑转来 逃回来 逃回 跑回家 转回家 回起来 返贫困户家 撤回来 回农村 "
     "回寨子 "
     "回了家 回了老家 回了村 回本村 返本村 回自己家 返老家 搬回来 搬回家 搬回老家 撵回来 接回来 "
     "接回家 "
     "送回来 送回家 叫回来 喊回来"},
    {ClauseWord::kBack, "回 返 返回 回到 转回 返到 回了 返回到"},
    {ClauseWord::kNone, "回去"},
    {ClauseWord::kReturn,
     "返岗 返厂 返工 复工 复岗 返程 回厂 回岗 回工地 回公司 回单位 回原厂 回老厂 返原厂 "
     "返回岗位 返回工厂 返回厂里 返回工地 返回公司 回到厂 回到岗位 回到工地 回到公司 回去上班 "
     "回去打工 回去做工 回去干活 归岗 到厂复工 返工地 返公司 返单位 回车间 返企业 返回企业"},
    {ClauseWord::kAt, "在 住在 人在 呆在 待在 还在 身在 在于"},
    {ClauseWord::kAtHome,
     "在家 在屋 在屋头 在屋里 在家里 在家中 在家头 在老家 在自己家 在自家 在村 现在家 居家 在家乡 "
     "在本村住 在寨子上住 住家 待在家 呆在家 蹲家 闲家 在娘家 在家闲"},
    {ClauseWord::kHome, "家 屋 屋头 屋里 家里 家中 家头 老家 家乡 自己家 自家"},
    {ClauseWord::kVillage,
     "村里 村上 村头 本村 村内 寨上 寨子 寨里 本寨 镇上 镇里 本镇 乡里 乡上 街上 县城 县里 本县 "
     "县内 "
     "本地 当地 附近 家门口 在家门口 在家附近 合作社 就近 园区 扶贫车间 帮扶车间"},
    {ClauseWord::kWorks,
     "厂 厂里 工厂 原厂 老厂 岗位 公司 单位 工地 工地上 车间 店里 矿上 煤矿 项目部 宿舍 厂头"},
    {ClauseWord::kOut,
     "外面 外头 外省 省外 外地 外边 县外 市外 外县 外市 在外 在外面 在外头 在外地 在外边 在外省 "
     "国外 "
     "境外 珠三角 长三角 沿海"},
    {ClauseWord::kMigrant, "打工 务工 打工仔 外务工"},
    {ClauseWord::kWork, "上班 做工 干活 就业 工作 做活路 做活 做事 干 做 进厂 入职 上工 开店 "},
    {ClauseWord::kSeek, "找工作 找活 找活干 找事做 学车 学技术 学手艺 面试 求职 培训 应聘"},
    {ClauseWord::kErrand, "赶集 赶场 买菜 买东西 吃酒 喝酒 办事 走亲戚 串门 旅游 玩 耍 登记"},
    {ClauseWord::kLeave,
     "临时 短期 请假 请了假 请的假 请事假 请病假 请丧假 请婚假 请产假 请探亲假 请了几天假 请几天假 "
     "调休 轮休 "
     "休假 放假 放高温假 探亲 探亲假 放年假 休年假 放暑假 放国庆"},
    {ClauseWord::kMove,
     "转到 转去 转往 转至 调到 调去 调往 调至 换到 换去 跳到 跳去 搬到 搬去 换厂 转厂 换岗 转岗 "
     "跳槽 "
     "换工作 换了厂 换了工作 换了岗 换地方 换了地方"},
};

constexpr WordsOfClass kNoWorkOf[] = {
    {ClauseWord::kStudy,
     "读书 上学 就读 在读 求学 升学 念书 复读 在校 留学 学生 大学生 高中生 初中生 中学生 中职生 "
     "大专生 研究生 大一 大二 大三 大四"},
    {ClauseWord::kArmy, "当兵 参军 入伍 服役 服兵役 义务兵 现役 在部队 部队"},
    {ClauseWord::kPrison,
     "服刑 坐牢 班房 坐班房 戒毒 强戒 强制隔离 羁押 拘留 看守所 判刑 监狱 劳教 被判 判了 收监 被抓 "
     "抓走 抓起来 "
     "抓进去 抓了起来 关起来 关了起来 被关 关起了 关进去 被捕 逮捕 被逮 坐监 劳改"},
    {ClauseWord::kMarried,
     "出嫁 外嫁 远嫁 嫁到 嫁去 嫁往 嫁在 嫁人 嫁出 嫁出去 嫁外 婚出 户口已迁 户口迁走 户口迁出 "
     "户籍已迁 "
     "户籍迁出 "
     "迁出 迁走 销户"},
    {ClauseWord::kCare,
     "居住 定居 常住 长住 安家 买房 随迁 养老 同住 住了 带娃 带孩子 带小孩 带孙子 带孙女 带外孙 "
     "带孙 带崽 带娃娃 看娃 看娃娃 看孩子 看小孩 照顾 照看 "
     "照料 "
     "陪读 陪护 伺候 服侍 看护 护理老人 陪床 领娃 领孩子 引娃 招呼 "
     "服伺 帮忙接送 接送娃 接送娃儿 接送孩子 接送小孩 接送孙子 接送孙女 接送上学"},
    {ClauseWord::kTreat,
     "住院 治病 治疗 看病 就医 医病 医脚 医脚杆 医手 医腿 医腰 医眼 开刀 做手术 动手术 手术 化疗 "
     "透析 养病 "
     "养伤 休养 疗养 康复 治伤 医伤"},
    {ClauseWord::kLaidUp,
     "瘫痪 瘫在床 瘫在床上 瘫在家 瘫起 瘫了 卧床 卧床不起 下不了床 下不得床 起不了床 植物人"},
    {ClauseWord::kTrainee, "实习 实习生 顶岗实习"},
    {ClauseWord::kFarm,
     "务农 种地 种田 种菜 种烤烟 种庄稼 种苞谷 农忙 养殖 养猪 养牛 养羊 养鸡 养胎 坐月子 "
     "创业 "
     "怀孕 怀起 赋闲 闲着 闲在 收苞谷 收烤烟"},
    {ClauseWord::kEvent,
     "病 病重 重病 生病 大病 得病 去世 过世 病逝 病故 死 亡故 结婚 办酒 办婚事 出嫁酒 满月 生小孩 "
     "生孩子 "
     "生娃 高考 中考 断奶 摔 受伤 伤 残疾 骨折 车祸 出事 办丧事 奔丧 开学 上学放假 过生 "
     "上梁 瘫"},
    {ClauseWord::kStop,
     "毕业 退伍 退役 刑满 释放 出狱 出来 辍学 肄业 读完 念完 休学 退学 离校 转业 复员 离婚 出院 "
     "放出来 放了出来"},
    {ClauseWord::kEnd,
     "辞 辞工 辞职 离职 自离 倒闭 关门 关了 停工 停产 垮 散伙 下岗 失业 被裁 裁员 开除 辞退 解雇 "
     "不做了 "
     "不干了 "
     "没做了 没干了 结账"},
};

// Longer words that hold one of the above and mean nothing of it.
constexpr absl::string_view kNothing =
    "归类 归还 当归 归属 归档 归集 等地 等处 等省 等市 高要 将乐 前山 前海 前锋 前郭 无为 无极 "
    "未央 曾都 同江 临时工 短期工 "
    "在家具 在家乐 在家政 在家电 在家纺 在家装 在家私 家具 家电 家政 家纺 家装 家私 家乐 家家 国家 "
    "大家 "
    "厂家 商家 独家 作家 专家 去向 去处 走访 走动 走路 走廊 过来 经过 通过 不过 过节 路过 过关 "
    "过渡 "
    "原因 原籍 原始 原件 外卖 外贸 外套 外墙 马路 水电 水泥 水果 水产 水库 电子 电器 电池 电工 "
    "电焊 电缆 "
    "电脑 电商 电路 电镀 电动 电站 电力 电厂 电机 水厂 水晶 水管 水工 鸡场 猪场 养鱼 "
    "养马 养鸭 喂猪 喂牛 喂马 喂鸡 放牛 放羊 放马 牛皮 牛肉 牛仔 羊毛 羊肉 鱼塘 鱼店 修路 修水 "
    "铺路 "
    "读书郎 回访 返聘 回收 回族 回民 回执 回复 返修 返还 人员 人社 人民 人数 人力 "
    "人事 "
    "人行 人口 工人 大人 好人 客人 个人 奶茶 姑苏 姨妈巾 "
    "同意 同安 同仁 同德 和平 和顺 和县 和谐 和政 和睦 给水 随县 随州 随时 随后 随便 跟踪 跟进 "
    "带货 带班 "
    "带队 带动 带头 看守 看门 守门 守库 守夜 接送 接电 接单 接听 接通 送货 送外卖 送餐 送水 找到 "
    "由于 "
    "听力 替班 为主 为止 为了 代课 代工 代签 代填 代办 代接 靠山 护工 帮扶 帮工 帮厨 给予 "
    "想法 等级 "
    "等待区 待遇 待岗 待业 待产 要求 将军 得力 得到 获得 会计 会议 机会 社会 开会 工会 展会 愿望 "
    "预计划 "
    "就是 就医院 早餐 早点 早上 早班 刚好 才华 已故 再生 再就业 又名 仍旧 了解 了结 的士 的确 目的 "
    "过度 前台 前进 前门 面前 时装 时尚 时代 小时 按时 及时 计时 完成 完善 后勤 后厨 后期 "
    "后卫 "
    "干净 干货 干洗 做主 做饭 做菜 无锡 无棣 不锈钢 不详 不明 不知 未知 无业 "
    "无联系 "
    "莫干山 别墅 别克 没有问题 没问题 不错 不好 不高 不够 不发 没发 不给 没给 不稳 未婚 不舒服 "
    "外出意愿 务工意愿 就业意愿 现场 现金 现浇 判断 裁缝 裁剪 裁床 裁断 辞典 病假条 无病 没病 "
    "伤残险 工伤险 工伤保险 大病保险 残疾证 死角 伤残证 路桥 路灯 路政 路边 道路 公路 铁路 线路 "
    "走线 "
    "去年底 去皮 去毛刺 去污 家庭 家长会 屋面 屋顶 在建 在职 在编 在册 在线 在逃 存在 嫁过来 "
    "嫁进来 嫁入 嫁来 嫁到本村 嫁在本村 嫁到我村 嫁妆 嫁接 正在 还在读 "
    "寄宿 寄养 寄居 汇川 汇丰 汇报 汇总 邮政 邮局 邮电 邮储 法院判了 判了离婚 钱塘 钱江 没了解 "
    "自己家开 过敏 鱼贩 牛场 羊场 返点 返利 人在囧途 得知 值得 觉得 记得";

constexpr absl::string_view kKinBefore =
    " 大 二 三 四 五 小 老 幺 堂 表 长 次 亲 家 其 我 他 她 养 继 干";
constexpr absl::string_view kKinBase =
    "儿子 女儿 儿 子 女 儿媳 儿媳妇 女婿 媳妇 老婆 老公 丈夫 妻子 爱人 妻 夫 婆娘 堂客 男人 女人 "
    "老汉 "
    "老者 老爹 爹 娘 老娘 老母亲 妈 妈妈 爸 爸爸 爸妈 父亲 母亲 父母 父 母 父母亲 公公 婆婆 爷爷 "
    "奶奶 爷 "
    "奶 爷奶 公婆 外公 外婆 外孙 孙子 孙女 孙 孙娃 哥 哥哥 弟 弟弟 姐 姐姐 妹 妹妹 兄弟 姐妹 姊妹 "
    "嫂 嫂子 "
    "嫂嫂 姐夫 妹夫 弟媳 弟妹 弟媳妇 舅 舅舅 舅妈 舅母 舅娘 舅子 姑 姑姑 姑妈 姑爹 姑父 姑爷 姨 "
    "姨妈 姨爹 "
    "姨父 姨娘 姨夫 叔 叔叔 婶 婶婶 婶娘 伯 伯伯 伯父 伯娘 伯母 岳父 岳母 丈母娘 老丈人 侄 侄儿 "
    "侄子 侄女 "
    "外甥 外甥女 小孩 孩子 娃 娃儿 娃娃 崽 女娃 男娃 子女 老人 老表 表哥 表弟 家人 家属 亲家 对象 "
    "男朋友 "
    "女朋友 一儿一女 一子一女 儿女 两儿 一儿 一女 两女 老大 老二 老三 老四 老幺 屋里人 家里人 双亲 "
    "亲人 病人 户主 幺儿 幺妹 长辈";
// Of these alone, without a word before them, no person is meant: 子, 女, 夫 stand in other words.
constexpr absl::string_view kNotAlone = "儿 子 女 妻 夫 父 母 孙 爷 奶 弟妹";

constexpr absl::string_view kAtSchool = "读 上 念 考上 考起 考取";
constexpr absl::string_view kSchools =
    "大学 大专 高中 高职 职高 中专 中职 军校 警校 技校 职校 卫校 初中 研 研究生 博士 专科 本科 "
    "高一 高二 "
    "高三 初一 "
    "初二 初三 大一 大二 大三 大四 技工学校 职业学校 职业技术学校";

using WordTable = absl::flat_hash_map<std::string, ClauseWord>;

void AddKin(WordTable& table) {
  for (absl::string_view base : absl::StrSplit(kKinBase, ' ', absl::SkipEmpty())) {
    const bool alone =
        !absl::StrContains(absl::StrCat(" ", kNotAlone, " "), absl::StrCat(" ", base, " "));
    for (absl::string_view before : absl::StrSplit(kKinBefore, ' ')) {
      if (before.empty() && !alone) continue;
      const std::string kin = absl::StrCat(before, base);
      table.try_emplace(kin, ClauseWord::kKin);
      if (base.size() < 6 && !alone) continue;
      for (absl::string_view home : {"家", "家里", "家中", "屋头", "那里", "那边", "屋里"}) {
        table.try_emplace(absl::StrCat(kin, home), ClauseWord::kOtherHome);
      }
    }
  }
}

void AddSchools(WordTable& table) {
  for (absl::string_view verb : absl::StrSplit(kAtSchool, ' ')) {
    for (absl::string_view school : absl::StrSplit(kSchools, ' ')) {
      table.try_emplace(absl::StrCat(verb, school), ClauseWord::kStudy);
    }
  }
}

// "打了两千回来", "每月打钱回家", "发微信回了": what is sent, and not who comes. Of 带 and 拿 money
// alone says too little: who took their pay home has come.
void AddSendings(WordTable& table) {
  for (absl::string_view verb : {"打", "转", "送", "发", "存"}) {
    for (absl::string_view between : {"", "了", "过", "点", "些", "个", "了个", "了点", "得有"}) {
      for (absl::string_view what : {"钱", "款", "账", "生活费", "学费", "工资", "红包", "电话",
                                     "微信", "信息", "短信", "消息", "语音", "视频", "东西"}) {
        table.try_emplace(absl::StrCat(verb, between, what), ClauseWord::kSend);
      }
      for (absl::string_view many : {"一", "二", "两", "三", "四", "五", "六", "七", "八", "几"}) {
        for (absl::string_view unit : {"百", "千", "万"}) {
          table.try_emplace(absl::StrCat(verb, between, many, unit), ClauseWord::kSend);
        }
      }
    }
  }
}

struct ClauseWords {
  WordTable words;
  std::size_t longest = 0;
};

const ClauseWords& Words() {
  static const auto* const lexicon = [] {
    auto* made = new ClauseWords();
    const auto add = [made](absl::Span<const WordsOfClass> classes) {
      for (const WordsOfClass& one : classes) {
        for (absl::string_view word : absl::StrSplit(one.words, ' ', absl::SkipEmpty())) {
          const bool is_new = made->words.try_emplace(word, one.word).second;
          assert(is_new);  // a word is of one class
          static_cast<void>(is_new);
        }
      }
    };
    add(kWho);
    for (absl::string_view word : absl::StrSplit(kNothing, ' ', absl::SkipEmpty())) {
      made->words.try_emplace(word, ClauseWord::kNone);
    }
    add(kNoWorkOf);
    add(kDoes);
    add(kWhen);
    AddKin(made->words);
    AddSchools(made->words);
    AddSendings(made->words);
    for (const auto& [word, unused] : made->words) {
      made->longest = std::max(made->longest, word.size());
    }
    return made;
  }();
  return *lexicon;
}

}  // namespace

ClauseWordAt TakeClauseWord(absl::string_view text) {
  const ClauseWords& lexicon = Words();
  // Words are of ideographs, of three bytes each.
  const std::size_t most = std::min(text.size(), lexicon.longest) / 3 * 3;
  for (std::size_t size = most; size >= 3; size -= 3) {
    const auto at = lexicon.words.find(text.substr(0, size));
    if (at != lexicon.words.end()) return {at->second, size};
  }
  return {ClauseWord::kNone, std::max<std::size_t>(1, Utf8SequenceLength(text))};
}

}  // namespace laowu::intake
