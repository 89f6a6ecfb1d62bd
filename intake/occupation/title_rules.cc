#include "intake/occupation/title_rules.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "intake/occupation/office_cues.h"
#include "intake/occupation/process_cues.h"
#include "intake/occupation/profession_cues.h"
#include "intake/occupation/teacher_cues.h"
#include "intake/occupation/trade_cues.h"
#include "intake/occupation/workshop_cues.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

constexpr Cue kWelder[] = {{"锡|电路板|线路板|烙铁|灯板|灯条|灯带|数据线", "6-25-04-07"},
                           {"极耳|电芯|电池包", "6-24-04-00"},
                           {"光伏组件|太阳能组件|电池片|串焊", "6-24-02-04"},
                           {"超声波|塑胶|塑料|pvc|高周波", "6-14-02-00"}};

constexpr Cue kTranslator[] = {{"手语", "4-13-01-08"}};

constexpr Cue kDoctor[] = {{"兽|宠物|动物", "2-03-06-01"}, {"中医|针灸|推拿", "2-05-02"},
                           {"乡村|村卫生", "2-05-09-00"},  {"公共卫生|疾控|保健|体检", "2-05-05"},
                           {"影像|放射", "2-05-01-15"},    {"超声|b超", "2-05-01-17"},
                           {"检验", "2-05-01-24"},         {"心理", "2-07-11-03"},
                           {"修脚", "4-10-03-05"}};

constexpr Cue kCoach[] = {{"驾校|驾驶|汽车|科目", "4-02-02-07"},
                          {"篮球队|运动队|专业队", "2-09-07-01"}};

constexpr Cue kWaiter[] = {{"客房|房间|楼层|宾馆", "4-03-01-02"},
                           {"前台|前厅|礼宾", "4-03-01-01"},
                           {"ktv|网吧|酒吧|棋牌|台球|会所|娱乐|足浴|桌球", "4-14-05-04"},
                           {"浴|汗蒸|洗浴|水会", "4-10-03-04"},
                           {"加油", "4-02-02-08"},
                           {"超市|便利店|商场", "4-01-02-03"},
                           {"景区|乐园|游乐", "4-07-04-05"},
                           {"影院|电影", "4-13-02-05"},
                           {"吧台|水吧", "4-03-02-10"},
                           {"茶艺|茶楼", "4-03-02-05"},
                           {"高铁|列车", "4-02-01-02"},
                           {"会务|会议", "4-07-07-01"}};

constexpr Cue kShopHand[] = {
    {"奶茶|茶饮|饮品|喜茶|蜜雪|咖啡", "4-03-02-10"},
    {"餐饮|快餐|火锅|餐厅|汉堡|麻辣烫|烧烤|肯德基|麦当劳|羊肉粉|米粉|粉面|粉店|面馆|米线|螺蛳粉|"
     "早餐|小吃|饺子|包子",
     "4-03-02-05"},
    {"烘焙|面包|蛋糕", "4-01-02-03"},
    {"药", "4-01-02-03"},
    {"美容", "4-10-03-01"},
    {"洗衣|干洗", "4-10-02-02"},
    {"宠物", "4-10-07-03"},
    {"眼镜", "4-14-03-03"}};

constexpr Cue kShopHandAround[] = {
    {"奶茶|茶饮|饮品店|咖啡店", "4-03-02-10"},
    {"餐饮|快餐|火锅|餐厅|汉堡|麻辣烫|烧烤|面馆|粉店|粉面|米线|早餐店|小吃店|包子", "4-03-02-05"},
    {"美容院|美容店", "4-10-03-01"},
    {"干洗|洗衣店", "4-10-02-02"},
    {"宠物店", "4-10-07-03"},
    {"眼镜店", "4-14-03-03"}};

constexpr Cue kInspector[] = {
    {"汽车|机动车|车辆", "4-08-05-05"},
    {"医学|临床|医院|检验科|病理|核酸", "2-05-07-04"},
    {"食品|农残|农产品", "4-08-05-01"},
    {"工程检|工程质|工程试|工程材|工程测|工程实|建设工程|建筑|桩基|地基", "4-08-05-09"},
    {"公路|道路", "4-08-05-08"},
    {"化学|化验|理化|水质|药水|实验室", "6-31-03-01"},
    {"无损|探伤", "6-31-03-04"},
    {"环境|环保|废气|噪声", "4-08-06-00"},
    {"药", "4-08-05-04"},
    {"纤维|纺织|面料", "4-08-05-02"},
    {"计量|校准", "4-08-05-06"},
    {"软件|功能测试|游戏|系统|接口|app|自动化", "4-04-05-02"},
    {"线路板|电路板|pcb|pcba|fct|ict|ate|开短路|飞针|通断|线束|连接器|芯片|半导体|耳机|音箱|充电器|"
     "适配器|路由器",
     "6-31-03-05"},
    {"老化|气密|耐压|马桶|晶体管|二极管|电容|水泵|阀|电表|组件|空调|冰箱|锁|灯|整机|成品|家电|电器|"
     "马达|电机|电源|电池|产品",
     "6-31-03-05"}};

constexpr Cue kAnalyst[] = {{"数据", "2-02-30-09"},
                            {"财务|成本|会计|预算", "2-06-03-00"},
                            {"税", "2-06-05-00"},
                            {"金融|证券|投资|股权|基金|固定收益|资本", "2-06-11-03"},
                            {"信贷|信用|贷款", "2-06-09-04"},
                            {"股票|期货|融资", "2-06-11-03"},
                            {"网络安全|信息安全|安全", "2-02-10-07"},
                            {"系统|需求|技术|软件|信息|程序", "2-02-10-05"},
                            {"营销|市场|贸易|销售|产品|品牌", "2-06-07-02"},
                            {"人力|薪酬|招聘", "2-06-08-01"},
                            {"物流|供应链|库存", "2-02-30-11"},
                            {"进口|出口", "2-06-07-01"},
                            {"质量|品质", "2-02-29-03"},
                            {"化学|水质|药水", "6-31-03-01"},
                            {"政策|经济", "2-06-01-01"},
                            {"支持|服务台|桌面", "2-02-10-08"},
                            {"估值|评估", "2-06-06-01"},
                            {"房地产|地产", "2-06-06-02"},
                            {"计量分析", "2-02-29-02"}};

constexpr Cue kNurse[] = {
    {"养老|老人|老年", "4-10-01-05"},        {"小孩|孩子|宝宝|婴幼", "4-10-01-01"},
    {"医院|病人|陪护", "4-14-01-02"},        {"产后|月子|母婴", "4-10-01-06"},
    {"康复|失能|卧床|半自理", "4-14-01-02"}, {"宠物|动物", "4-10-07-01"},
    {"皮肤|美容|头皮", "4-10-03-01"},        {"皮革", "4-10-02-04"},
    {"林场|山林|森林|林区", "5-02-03-01"},   {"绿化|园林|草坪", "4-09-10-01"},
    {"公路|道路|路面", "6-29-02-04"}};

// Whose house it is; 养老保险 is none.
constexpr Cue kNurseAround[] = {{"公路|养路|护路|压路机", "6-29-02-04"},
                                {"医院|卫生院|病房|住院部", "4-14-01-02"},
                                {"养老院|养老护理|养老公寓|养老机构|养老中心|养老服务|敬老院|颐养|"
                                 "颐康|老年公寓|老年护理|老人院|"
                                 "护老院|福利院|长者|托养",
                                 "4-10-01-05"}};

constexpr Cue kDeliverer[] = {{"货车|面包车|c1|b2|a2|司机|蓝牌|4.2|4米2|厢货|尾板", "4-02-02-02"},
                              {"快递|快件", "4-02-07-08"}};

// A 酒店 is no shop.
constexpr Cue kManager[] = {{"餐厅|餐饮|楼面|酒楼|饭店", "4-03-02-05"},
                            {"娱乐|ktv|夜总会|会所|夜场", "4-14-05-04"},
                            {"客房", "4-03-01-02"},
                            {"酒店|宾馆|大堂|前厅", "4-03-01-01"},
                            {"店|卖场|商场|超市", "4-01-02-06"}};

// Whose shop: one on the net is run otherwise.
constexpr Cue kShopManager[] = {
    {"淘宝|天猫|京东|拼多多|网店|电商|亚马逊|抖店|抖音|阿里|1688|线上|店铺运营", "4-01-06-01"},
    {"地产|房产|二手房", "4-06-02-01"}};

constexpr Cue kWriter[] = {{"美术|视觉", "2-10-02-02"},
                           {"网|新媒体|公众号|微信|内容|短视频", "2-10-02-05"},
                           {"视频", "2-09-03-06"}};

constexpr Cue kOperator[] = {{"泵车|罐车|洒水车", "6-30-01-00"},
                             {"叉车|吊|起重|行车", "6-30-05-01"},
                             {"挖|铲|装载|桩机", "6-30-05-05"},
                             {"锅炉", "6-28-01-11"},
                             {"污水|废水|水处理", "4-09-07-01"},
                             {"机器人|机械手", "6-31-07-03"},
                             {"smt|贴片|锡膏", "6-25-04-07"},
                             {"pcb|线路板|电路板|v-cut|锣机|分板", "6-25-01-13"},
                             {"印刷|丝印", "6-08-01-02"},
                             {"激光焊|焊接", "6-18-02-04"},
                             {"线切割|慢走丝|中走丝|火花机", "6-18-01-08"},
                             {"电脑锣|精雕机", "6-18-01-07"},
                             {"横机|大圆机|织机|袜机", "6-04-04"},
                             {"激光|切割", "6-18-02-05"},
                             {"电脑录入|录入|打字|电脑操作", "3-01-02-05"},
                             {"物流|货运", "4-02-06-03"},
                             {"海运|空运|货代|船务|集装箱|进口|出口|进出口|订舱", "4-02-05-03"},
                             {"列车|地铁|动车组", "4-02-01-01"},
                             {"船舶|轮船", "6-30-04-01"},
                             {"消防|中控", "4-07-05-03"},
                             {"封边|组框", "6-06-04-00"},
                             {"木工|开料|排钻|雕刻机|推台锯", "6-06-03-02"},
                             {"注塑|吹塑|吹瓶|挤出|吸塑|啤机", "6-14-02-00"},
                             {"压铸|铸造", "6-18-02-01"},
                             {"冲压|冲床|折弯|油压|拉伸", "6-18-01-12"},
                             {"cnc|数控|加工中心", "6-18-01-07"},
                             {"车床", "6-18-01-01"},
                             {"smt|贴片|插件|波峰焊|回流焊|焊锡", "6-25-04-07"},
                             {"喷涂|喷粉|涂装|喷漆", "6-18-03-03"},
                             {"电镀|氧化|电泳", "6-18-03-01"},
                             {"空压|压缩机", "6-28-02-06"},
                             {"搅拌站|搅拌楼|水泥|混凝土", "6-15-01"},
                             {"反应釜|化工", "6-11-01"},
                             {"橡胶|硅胶|密炼|硫化", "6-14-01-01"},
                             {"饮料|灌装|吹灌", "6-02-06-09"},
                             {"食品|烘焙", "6-02-99"},
                             {"药|制剂|压片", "6-12-03-00"},
                             {"模切|糊盒|粘盒|覆膜", "6-08-01-03"},
                             {"玻璃", "6-15-03-03"},
                             {"包装|打包", "6-31-05-00"}};

constexpr Cue kCoachAround[] = {{"驾校|驾培|科目二", "4-02-02-07"}};

constexpr HeadRule kRules[] = {
    {"老师|教师|助教|班主任|教员|导师|教练老师", kTeacher, "2-08-02", Surroundings::kEmployer,
     kSchools, kSubjects},
    {"讲师", kTeacher, "4-07-03-05", Surroundings::kEmployer, kSchools, kSubjects},
    {"销售|销售员|销售代表|销售专员|销售经理|销售顾问|业务员|业务|业务经理|业务代表|销售主管|"
     "电话销售|网络销售|客户经理|大客户|顾问|营销|销售助理|销售工程师|商务|客户主管|客户代表|"
     "客户总监|客户专员",
     kSales,
     "4-01-02-01",
     Surroundings::kIgnored,
     {}},
    {"客服|客服专员|客服代表|客户服务", kService, "4-07-02-03", Surroundings::kIgnored, {}},
    {"运营|运营专员|运营助理", kOperations, "4-13-01-05", Surroundings::kIgnored, {}},
    {"司机|驾驶员|驾驶|司机师傅",
     kDriver,
     "4-02-02",
     Surroundings::kEmployer,
     kDriver,
     {},
     kMachineDriver},
    {"设计|设计师|设计员", kDesigner, "2-09-06-01", Surroundings::kIgnored, {}},
    {"工程师|技术员|技术|工程技术|研发|研发员|研发人员|技术研发",
     kEngineer,
     "2-02-99",
     Surroundings::kIgnored,
     {}},
    {"工艺工程师|工艺员|工艺技术员|工艺师|工艺技术|工艺主管|工艺经理",
     kProcess,
     "2-02-07-02",
     Surroundings::kIgnored,
     {}},
    {"开发工程师|开发人员|开发员|开发技术员",
     kDevelopment,
     "2-02-10-03",
     Surroundings::kIgnored,
     {}},
    {"产品开发工程师|新产品开发工程师", kDevelopment, "2-02-34-01", Surroundings::kIgnored, {}},
    {"开发", kDevelopment, "", Surroundings::kIgnored, {}},
    {"工程经理", kEngineer, "2-02-18-02", Surroundings::kIgnored, {}},
    {"经纪人", kBroker, "4-13-01-04", Surroundings::kAll, kBrokerAround},
    {"研究员|研究人员|研究助理", kResearcher, "2-01-06", Surroundings::kIgnored, {}},
    {"辅导员", kCounsellor, "2-08-01-01", Surroundings::kIgnored, {}},
    {"主播", kAnchor, "4-01-06-02", Surroundings::kIgnored, {}},
    {"主持人", kHost, "4-13-01-02", Surroundings::kIgnored, {}},
    {"策划|策划师|策划经理|策划专员|策划主管|策划总监|策划人|策划人员",
     kPlanner,
     "2-06-07-03",
     Surroundings::kIgnored,
     {}},
    {"规划师", kPlansFor, "", Surroundings::kIgnored, {}},
    {"制作人", kProducer, "2-09-03-01", Surroundings::kIgnored, {}},
    {"安全员|安全管理员|安全管理|安全主管|安全经理|安全主任|安全专员|安全管理人员",
     kSafety,
     "6-31-06-00",
     Surroundings::kIgnored,
     {}},
    {"焊工|焊接*|点焊*|碰焊*|激光焊*", kWelder, "6-18-02-04", Surroundings::kAll, kWeldedAround},
    {"普工|操作工|作业员|员工|工人|技工|生产工|生产员工|一线工人|"
     "女工|男工|生产普工|流水线|打工|进厂|一线员工|厂工|辅助工|熟手|生手|"
     "工厂|生产线|手工|生产操作工|车间|加工工|加工员",
     kLine, "6-99-00", Surroundings::kSecond, kLine},
    {"油漆|油漆工|油漆师傅|漆工|漆师傅|油漆学徒", kPainter, "6-29-04-01", Surroundings::kAll,
     kPainter},
    {"批锋|披锋|批锋工|披锋工|削批锋|去披锋|去批锋|去水口|打水口", kFlash, "6-14-02-00",
     Surroundings::kAll, kFlash},
    {"啤机|啤机工|啤工|啤机手|啤机师傅", kPress, "6-14-02-00", Surroundings::kAll, kPress},
    {"热熔|热熔工|热熔机|热熔焊", kHotMelt, "6-14-02-00", Surroundings::kAll, kHotMelt},
    {"焗炉|焗炉工|焗炉师傅|看焗炉", kBakingOven, "6-18-03-03", Surroundings::kAll, kBakingOven},
    {"切割|切割工|切割师傅|切片工|水刀*", kCutter, "6-18-02-05", Surroundings::kAll, kCutterAround},
    {"车工|车工师傅|车工学徒", kTurner, "6-18-01-01", Surroundings::kAll, kTurner},
    {"饲养员|饲养工|养殖工|养殖员|养殖工人|饲养工人", kKeeper, "5-03-02-01", Surroundings::kAll,
     kKeeperAround},
    {"跟车|跟车工|跟车员|随车|随车工|随车员|随车人员",
     kMate,
     "4-02-05-01",
     Surroundings::kIgnored,
     {}},
    {"打胶*", kSealing, "6-29-04-01", Surroundings::kAll, kSealingAround},
    {"水电|水电工|水电师傅|水电学徒|水电安装|水电安装工", kPlumbing, "6-31-01-03",
     Surroundings::kAll, kPlumbingAround},
    {"操作员", kLine, "6-99-00", Surroundings::kAll, kPlants},
    {"倒模*", kCasts, "6-09-03-15", Surroundings::kAll, kCasts},
    {"串珠*|穿珠*", kBeads, "6-24-07-02", Surroundings::kAll, kBeads},
    {"育苗*", kSeedlings, "5-01-01-02", Surroundings::kAll, kSeedlings},
    {"剪线*", kThreads, "6-05-01-04", Surroundings::kAll, kThreads},
    {"穿管*|穿线*", kThreading, "6-29-03-02", Surroundings::kAll, kThreading},
    {"打铆*|打铆钉*|铆接*", kRivets, "6-18-01-11", Surroundings::kAll, kRivets},
    {"钉箱*|打箱*", kBoxes, "6-07-02-00", Surroundings::kAll, kBoxes},
    {"破碎*", kCrushing, "6-27-01-00", Surroundings::kAll, kCrushing},
    {"保育|保育员", kNursery, "4-10-01-03", Surroundings::kAll, kNursery},
    {"炒料*", kFrying, "4-03-02-01", Surroundings::kAll, kFrying},
    {"腌制*", kSalting, "6-02-05-08", Surroundings::kAll, kSalting},
    {"打钉*", kNailing, "6-07-02-00", Surroundings::kAll, kNailing},
    {"打浆*", kPulping, "6-07-01-01", Surroundings::kAll, kPulping},
    {"包饺子|包饺子工|包饺子阿姨|包馄饨|包云吞", kDumplings, "4-03-02-02", Surroundings::kAll,
     kDumplings},
    {"裱花*|裱花师", kCakes, "4-03-02-04", Surroundings::kAll, kCakes},
    {"烫衣*|熨烫*|大烫*|烫工", kIroning, "6-05-01-04", Surroundings::kAll, kIroning},
    {"修枝*|修剪*", kPruning, "4-09-10-01", Surroundings::kAll, kPruning},
    {"称料*", kDosing, "6-31-04-00", Surroundings::kAll, kDosingAround},
    {"调机*|架机*|机手|值机工|看机|看机工|开机|开机工|开机员|开机师傅", kLine, "6-99-00",
     Surroundings::kAll, kMachines},
    {"学徒|学徒工", kLine, "6-99-00", Surroundings::kAll, kShops},
    {"小工|杂工|打杂", kLine, "6-99-00", Surroundings::kAll, kSmallHands},
    {"开槽*", kGrooves, "6-07-02-00", Surroundings::kAll, kGrooves},
    {"磨砂|磨砂工|打砂|打砂工|喷砂|喷砂工|打磨|打磨工|打磨师傅|砂光工|磨光|磨光工|磨光师傅|磨边|"
     "磨边工|抛光|抛光工|抛光师傅|抛光学徒",
     kGrinder, "6-18-03", Surroundings::kAll, kGrinderAround},
    {"木工|木工师傅|木匠", kCarpenter, "6-06-03-01", Surroundings::kAll, kCarpenter},
    {"维修|维修工|维修员|维修技师|维修师傅|修理工|修理|维修学徒|维护|维护员|维护工|维保|维保员|"
     "维保工|修理师傅|"
     "检修|检修工|上门维修|维修售后|售后维修",
     kRepair, "6-31-01-02", Surroundings::kAll, kRepair},
    {"安装|安装工|安装师傅|安装员|安装技工|上门安装|安装售后|售后安装", kInstall, "6-29-03-01",
     Surroundings::kAll, kInstall},
    {"翻译|口译|笔译", kTranslator, "2-10-05-00", Surroundings::kIgnored, {}},
    {"医生|医师|大夫", kDoctor, "2-05-01", Surroundings::kIgnored, {}},
    {"教练", kCoach, "4-14-05-01", Surroundings::kAll, kCoachAround},
    {"服务员|服务生", kWaiter, "4-03-02-05", Surroundings::kIgnored, {}},
    {"店员|营业员|店员工", kShopHand, "4-01-02-03", Surroundings::kAll, kShopHandAround},
    {"检验|检验员|检测|检测员|测试|测试员|化验|试验员",
     kInspector,
     "6-31-03-05",
     Surroundings::kIgnored,
     {}},
    {"分析师|分析员|分析", kAnalyst, "4-07-02-05", Surroundings::kIgnored, {}},
    {"护理|护理员|养护|养护工|护理师|陪护|护工|看护|看护员", kNurse, "4-14-01-02",
     Surroundings::kAll, kNurseAround},
    {"配送员|送货员|配送|送货", kDeliverer, "4-10-08-01", Surroundings::kIgnored, {}},
    {"经理|总监|主管|负责人|领班|部长", kManager, "1-06-01-02", Surroundings::kIgnored, {}},
    {"店长|店铺店长", kShopManager, "4-01-02-06", Surroundings::kIgnored, {}},
    {"编辑", kWriter, "2-10-02-01", Surroundings::kIgnored, {}},
    {"组装*|组装线|装配*|装配线", kLine, "6-99-00", Surroundings::kAll, kMade},
    {"总装|总装工|总装线|总装员", kLine, "6-22-02-01", Surroundings::kAll, kMade},
    {"灌装|灌装工|灌装员|灌装线|灌装机|灌装机操作工|灌装操作工|充装|充装工|充装员", kFilling,
     "6-11-10-04", Surroundings::kAll, kFilling},
    {"机修|机修工|机修员|机修师傅|机修学徒", kMechanic, "6-31-01-02", Surroundings::kAll,
     kMechanicAround},
    {"炉前|炉前工|炉前师傅", kFurnace, "6-18-02-01", Surroundings::kAll, kFurnace},
    {"清洗|清洗工|清洗员|清洗师|清洗师傅", kCleaning, "4-09-08-01", Surroundings::kAll,
     kCleaningAround},
    {"站长", kStation, "1-06-01-02", Surroundings::kEmployer, kStation},
    {"运维|运维员|运维工|运维人员", kUpkeep, "2-02-10-08", Surroundings::kIgnored, {}},
    {"运行|运行工|运行员|运行值班员", kRunning, "6-28-01", Surroundings::kAll, kRunningAround},
    {"管护|管护员|管护工|管护人员", kCaretaking, "5-02-03-01", Surroundings::kIgnored, {}},
    {"拔草|拔草工|除草|除草工|锄草|割草|割草工|打草", kWeeding, "4-09-10-01", Surroundings::kAll,
     kWeedingAround},
    {"浇水|浇水工", kWatering, "4-09-10-01", Surroundings::kAll, kWatering},
    {"点钻|点钻工|粘钻|粘钻工|贴钻|贴钻工", kStones, "6-05-01-03", Surroundings::kAll, kStones},
    {"押运|押运员|押运工", kEscort, "4-07-05-01", Surroundings::kAll, kEscortAround},
    {"煮饭|煮饭阿姨|煮饭工|煮饭师傅|做饭|做饭阿姨|做饭师傅|烧饭|烧饭阿姨|烧饭师傅", kCookOfMany,
     "4-10-01-06", Surroundings::kAll, kCookAround},
    {"施工|施工工人|施工工|施工人员|施工师傅|施工队",
     kBuilding,
     "2-02-18-02",
     Surroundings::kIgnored,
     {}},
    {"分拣*|分捡*|拣选*", kSorting, "4-02-07-09", Surroundings::kAll, kSortingAround},
    {"分选*|分级*|筛选|筛选工|挑选工|挑选员|挑选女工", kSorting, "6-99-00", Surroundings::kAll,
     kSortingAround},
    {"杀鱼*|宰鱼*|剖鱼*", kFishKilling, "6-01-05-01", Surroundings::kAll, kFishKilling},
    {"接线*", kConnecting, "4-04-05-03", Surroundings::kAll, kConnectingAround},
    {"油压*|油压成型*|压机成型*|压机*", kOilPress, "6-18-01-12", Surroundings::kAll,
     kOilPressAround},
    {"编织|编织工|编织女工|编织师傅", kWeaving, "6-04-04-03", Surroundings::kAll, kWeaving},
    {"压合*", kPressing, "6-25-01-13", Surroundings::kAll, kPressingAround},
    {"打版|打版师|打板|打板师", kPatterns, "6-05-01-01", Surroundings::kAll, kPatterns},
    {"压制*|压制成型*", kForming, "6-99-00", Surroundings::kAll, kFormingAround},
    {"电解|电解工|电解操作工|电解车间", kElectrolysis, "6-18-03-01", Surroundings::kAll,
     kElectrolysisAround},
    {"编程|编程员|编程师|编程师傅|编程技术员|编程工程师", kProgramming, "4-04-05-01",
     Surroundings::kAll, kProgramming},
    {"巡检|巡检工|巡检员|巡检岗|巡检人员", kRounds, "6-31-03-05", Surroundings::kAll, kRounds},
    {"成型*", kForming, "6-14-02-00", Surroundings::kAll, kFormingAround},
    {"贴合*", kLaminating, "6-99-00", Surroundings::kAll, kLaminatingAround},
    {"热压*|冷压*|压板*|热压成型|冷压成型", kPressing, "6-06-02-05", Surroundings::kAll,
     kPressingAround},
    {"贴膜*", kFilm, "4-12-01-01", Surroundings::kAll, kFilmAround},
    {"拉丝*", kWireDrawing, "6-18-03", Surroundings::kAll, kWireDrawingAround},
    {"退火*", kAnnealing, "6-18-02-03", Surroundings::kAll, kAnnealing},
    {"开料*", kBlanks, "6-06-03-02", Surroundings::kAll, kBlanksAround},
    {"下料*|锯切*|锯床*", kBlanks, "6-18-01-10", Surroundings::kAll, kBlanksAround},
    {"裁断*|裁料*", kLeatherCutting, "6-05-01-02", Surroundings::kAll, kLeatherCutting},
    {"修边*", kEdges, "6-14-02-00", Surroundings::kAll, kEdges},
    {"打边*", kEdges, "6-05-01-03", Surroundings::kAll, kEdges},
    {"钻孔*|打孔*", kBoring, "6-18-01-06", Surroundings::kAll, kBoring},
    {"研磨*", kFineGrinding, "6-18-03", Surroundings::kAll, kFineGrinding},
    {"折边*", kFolding, "6-05-02-01", Surroundings::kAll, kFolding},
    {"丝印*|移印*|丝网印刷*", kScreenPrint, "6-08-01-02", Surroundings::kAll, kScreenPrintAround},
    {"通风工|通风员", kVentilation, "6-29-03-04", Surroundings::kAll, kVentilationAround},
    {"皮带|皮带工|看皮带", kBelt, "6-05-02-01", Surroundings::kAll, kBeltAround},
    {"信号工|信号员", kSignals, "6-30-05-02", Surroundings::kAll, kSignalsAround},
    {"监控员|监控工", kWatching, "4-07-05-03", Surroundings::kAll, kWatchingAround},
    {"钻工|钻机工", kDrilling, "6-18-01-06", Surroundings::kAll, kDrillingAround},
    {"锚杆*|锚索*|支护*", kSupport, "6-16-01-06", Surroundings::kAll, kSupport},
    {"长工", kYearHand, "6-99-00", Surroundings::kAll, kYearHand},
    {"剥皮|剥皮工|剥皮员|剥皮女工|剥皮工人|削皮|削皮工|去皮|去皮工|剥壳|剥壳工|剥壳女工", kPeeling,
     "6-99-00", Surroundings::kAll, kPeelingAround},
    {"钳工|钳工师傅|钳工学徒", kFitter, "6-20-01-01", Surroundings::kAll, kFitterAround},
    {"钣金*", kCarBody, "6-18-01-11", Surroundings::kAll, kCarBodyAround},
    {"喷漆*|补漆*", kSpraying, "6-18-03-03", Surroundings::kAll, kCarBodyAround},
    {"机电|机电工|机电师傅|机电技师|机电学徒", kElectromechanics, "6-31-01-10", Surroundings::kAll,
     kElectromechanicsAround},
    {"剪脚*", kFeetCutting, "6-25-04-07", Surroundings::kAll, kFeetCutting},
    {"造粒*|制粒*", kGranulating, "6-14-02-00", Surroundings::kAll, kGranulatingAround},
    {"配色*", kColours, "6-04-06-06", Surroundings::kAll, kColoursAround},
    {"调色*", kColours, "6-11-05-01", Surroundings::kAll, kColoursAround},
    {"涂布*", kCoating, "6-24-04-00", Surroundings::kAll, kCoatingAround},
    {"打卷*", kRolling, "6-24-03-01", Surroundings::kAll, kRollingAround},
    {"脱水*", kSpinning, "6-05-01-05", Surroundings::kAll, kSpinningAround},
    {"烘干*|看烘干机", kDrying, "6-99-00", Surroundings::kAll, kDryingAround},
    {"采摘*|采收*|种植*", kHarvest, "5-01-02-01", Surroundings::kIgnored, {}},
    {"装袋*", kBagging, "6-31-05-00", Surroundings::kAll, kBagging},
    {"套袋*", kFruitBags, "6-31-05-00", Surroundings::kAll, kFruitBagsAround},
    {"拌料*", kDosing, "6-14-02-00", Surroundings::kAll, kDosingAround},
    {"配料*", kDosing, "6-99-00", Surroundings::kAll, kDosingAround},
    {"投料*", kDosing, "6-11-01", Surroundings::kAll, kDosingAround},
    {"挤出*|挤出成型", kExtruding, "6-14-02-00", Surroundings::kAll, kExtrudingAround},
    {"操作|操作师|操作手|操作技术员|操机技术员|开机技术员",
     kOperator,
     "6-99-00",
     Surroundings::kIgnored,
     {}}};

}  // namespace

absl::Span<const HeadRule> HeadRules() { return kRules; }

bool ContainsWord(absl::string_view text, absl::string_view word) {
  if (absl::ConsumeSuffix(&word, "$")) return absl::EndsWith(text, word);
  if (!Holds(text, word)) return false;
  const auto is_latin = [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); };
  for (std::size_t at = text.find(word); at != absl::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins_well = at == 0 || !is_latin(word.front()) || !is_latin(text[at - 1]);
    const bool ends_well = end == text.size() || !is_latin(word.back()) || !is_latin(text[end]);
    if (begins_well && ends_well) return true;
  }
  return false;
}

std::vector<std::string> FormsOfHead(absl::string_view word) {
  if (!absl::ConsumeSuffix(&word, "*")) return {std::string(word)};
  std::vector<std::string> forms;
  for (absl::string_view who :
       {"", "工", "员", "师傅", "学徒", "女工", "工人", "技工", "操作", "操作工", "操作员", "机",
        "机工", "机手", "机师傅", "机操作", "机操作工", "机操作员"}) {
    forms.push_back(absl::StrCat(word, who));
  }
  return forms;
}

}  // namespace laowu::intake
