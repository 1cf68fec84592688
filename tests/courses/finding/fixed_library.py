"""A few lessons written for the test set of queries, among 10,000 invented ones, the newest of all.

They are put on the shelf in this order, so that of two which fit alike the later one comes first.
"""

from courses.enums import LessonKind, Topic

# (title, summary, text, fields besides)
LESSONS = (
    ("愤怒的小火山", "认识愤怒。", "学习停一停、想一想、做选择。", {"grade_from": 3, "grade_to": 4}),
    ("考试焦虑的自助餐", "考前的方法。", "请学生试用CBT三栏表，写下想法和证据。", {"grade_from": 9, "grade_to": 9}),
    ("CBT入门：换个想法试试", "想法影响心情。", "三步练习。", {"grade_from": 10, "grade_to": 12}),
    ("ＡＢＣ理论：事情与想法", "同一件事，不同想法。", "举三个例子。", {"grade_from": 11, "grade_to": 11}),
    ("沙盘里的小世界", "只作体验。", "每组一个沙盘。", {"grade_from": 5, "grade_to": 6, "kind": LessonKind.GROUP}),
    ("五分钟正念", "把注意放回脚底。", "跟着声音呼吸。", {"grade_from": 7, "grade_to": 12, "kind": LessonKind.MICRO}),
    ("危机来临时怎样求助", "知道找谁。", "说明学校危机干预流程，由专业人员处理。", {"topic": Topic.ADAPTATION}),
    ("对欺凌说不", "人人有责。", "角色扮演。", {"topic": Topic.RELATIONS}),
    ("友谊不褪色", "怎样做朋友。", "画友谊之树。", {"topic": Topic.RELATIONS, "grade_from": 4, "grade_to": 6}),
    ("和爸妈好好说话", "亲子沟通。", "两人一组练习。", {"topic": Topic.RELATIONS, "grade_from": 7, "grade_to": 9}),
    ("学会说“不”", "温和而坚定。", "三种拒绝的说法。", {"topic": Topic.RELATIONS, "grade_from": 5, "grade_to": 7}),
    ("“我信息”表达法", "不指责地说出来。", "我感到，因为，我希望。", {"topic": Topic.RELATIONS, "grade_from": 8, "grade_to": 8}),
    ("我的二十四小时", "时间去哪儿了。", "画时间饼图，谈时间管理。", {"topic": Topic.LEARNING, "grade_from": 5, "grade_to": 5}),
    ("注意力像手电筒", "照到哪里，哪里就亮。", "找不同。", {"topic": Topic.LEARNING, "grade_from": 1, "grade_to": 2}),
    ("记忆宫殿", "把要记的放进房间。", "走一遍教室。", {"topic": Topic.LEARNING, "grade_from": 7, "grade_to": 7}),
    ("拖延怪兽", "从五分钟开始。", "写下第一步。", {"topic": Topic.LEARNING, "grade_from": 6, "grade_to": 8}),
    ("100%的努力？", "努力与方法。", "说说自己的经历。", {"topic": Topic.LEARNING, "grade_from": 9, "grade_to": 9}),
    ("Mind Map 思维导图", "把知识画出来。", "一张纸，四种颜色。", {"topic": Topic.LEARNING, "grade_from": 7, "grade_to": 9}),
    ("AI时代的学习", "机器会了，我们学什么。", "辩论。", {"topic": Topic.LEARNING, "grade_from": 9, "grade_to": 10}),
    ("我是谁", "二十个我。", "写二十句话。", {"topic": Topic.SELF, "grade_from": 7, "grade_to": 7}),
    ("青春期来了", "身体的变化。", "男女生分组。", {"topic": Topic.SELF, "grade_from": 5, "grade_to": 7}),
    ("长大的烦恼", "烦恼也是成长。", "烦恼漂流瓶。", {"topic": Topic.SELF, "grade_from": 6, "grade_to": 6}),
    ("未来职业体验日", "做一天大人。", "走访三种职业。", {"topic": Topic.CAREER, "grade_from": 8, "grade_to": 9}),
    ("选科不慌", "兴趣、能力与要求。", "填三张表。", {"topic": Topic.CAREER, "grade_from": 10, "grade_to": 10}),
    ("OH卡里的故事", "看图说话。", "抽一张卡。", {"topic": Topic.SELF, "grade_from": 10, "grade_to": 11}),
    ("社区里的我们", "走进社区。", "武昌区的几所学校一起做过。", {"topic": Topic.ADAPTATION, "grade_from": 4, "grade_to": 5}),
    ("睡个好觉", "睡眠与心情。", "记录一周。", {"topic": Topic.ADAPTATION, "grade_from": 7, "grade_to": 9}),
    ("音乐让心情流动", "听一听，画一画。", "听三段音乐。", {"grade_from": 3, "grade_to": 5}),
    ("情绪温度计", "给情绪量体温。", "用手势表示强弱。", {"grade_from": 8, "grade_to": 8}),
)  # fmt: skip
