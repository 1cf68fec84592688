"""What schools of the sample city did, one of each kind that the notice names and one of a class."""

from datetime import date

from courses.enums import ActivityKind, ActivityReach
from people.enums import Stage
from portal.contents.kinds import Activity, Heading, Note

QUIET_MINUTE = Activity(
    slug="a-quiet-minute-of-reading",
    title="晨读之前，先静一分钟",
    summary="一所小学把经典诵读慢了下来：每天先静一分钟，每周只读一首，读到会背也读到会心。",
    kind=ActivityKind.CULTURE,
    reach=ActivityReach.CAMPUS,
    stage=Stage.PRIMARY,
    school="守正小学",
    host="守正小学语文组、心理辅导室",
    date=date(2026, 10, 16),
    body=(
        """
        从前的晨读，声音很大，也很急。这个学期，守正小学把进度从一天一首改成一周一首，并在开口之前
        加了一分钟：坐好，放下书，听一听窗外有什么声音。

        周一只读字音，周二找一幅画面，周三说一处不明白的地方，周四配上动作，周五由一个班读给另一个班
        听。读的多是写自然和亲情的短诗，如《小池》《山行》《游子吟》。
        """,
        Heading("为什么是一分钟"),
        """
        低年级试过三分钟，坐不住；半分钟又太短，刚静下来就散了。一分钟是孩子们自己试出来的。心理教师
        教了一个小办法：听到一种声音，就伸一根手指，看一分钟能数到几。
        """,
        Heading("别的学校想做，要准备什么"),
        """
        - 一学期二十首左右的篇目，宁少勿多。
        - 每班一名领读员，每周轮换，人人都有机会。
        - 不比赛，不打分，不要求背诵视频。
        """,
    ),
)

LAST_ROW = Activity(
    slug="the-last-row",
    title="心理情景剧《最后一排》：编的是故事，演的是理解",
    summary="初中心理社用六周排出一部十五分钟的短剧。剧本由虚构开始，演完请观众改写结尾。",
    kind=ActivityKind.CLUB,
    reach=ActivityReach.CAMPUS,
    stage=Stage.JUNIOR,
    school="翠湖初级中学",
    host="翠湖初级中学心理社",
    date=date(2026, 5, 22),
    body=(
        """
        《最后一排》讲一个总坐在最后的转学生：没有人欺负他，只是没有人想起他。全剧没有反派，也没有
        “后来大家都成了朋友”的结尾。
        """,
        Heading("六周怎样排"),
        """
        1. 第一周，收集“被忽略的时刻”，只写时刻，不写人。
        2. 第二周，把几十个时刻揉成一个虚构的人物，改掉一切可以对号入座的细节。
        3. 第三、四周，排练。每个演员轮流坐一次“最后一排”。
        4. 第五周，预演，请心理教师把关，删去可能刺痛人的台词。
        5. 第六周，演出。演完停五分钟，请观众改写最后一句台词。
        """,
        """
        演出当天收到一百多张小纸条，被改得最多的一句是：“你坐这儿，我看得见黑板吗？”——改成了：
        “这儿有人吗？没有的话，我坐。”
        """,
        Note(
            "排心理剧的三条约定",
            """
            - 不演本校的真人真事，不由当事人演自己。
            - 演员演完要“出角色”：脱下道具，说一句“我是我，不是他”。
            - 不拍台下学生的面部，剧照只用背影和道具。
            """,
        ),
    ),
)

SLOW_RUN = Activity(
    slug="a-sports-day-without-ranks",
    title="不排名次的慢跑者联盟",
    summary="体育节多了一个项目：和昨天的自己比。四百多名学生各领到一张自己的曲线。",
    kind=ActivityKind.SPORTS_ARTS,
    reach=ActivityReach.CAMPUS,
    stage=Stage.SENIOR,
    school="云帆高级中学",
    host="云帆高级中学体育组、学生会",
    date=date(2026, 4, 24),
    body=(
        """
        体育节上总有人只在看台。今年云帆高级中学在田径赛之外，添了一个“慢跑者联盟”：报名不看成绩，
        用四周时间，每周跑两次，每次十五分钟，自己记下心跳和心情。

        体育节那天，联盟成员一起绕场一周，速度以“能聊天”为准。终点没有计时牌，只有一面大纸，每人
        贴上自己四周的曲线。
        """,
        Heading("数字之外"),
        """
        曲线五花八门，有的一路向上，有的大起大落，有一条停在第二周，旁边写着：“感冒了，停得理直气壮。”

        体育教师的体会是：把“跑得快”换成“跑得下来”，不爱动的学生才会把运动当成自己的事。
        """,
        Heading("安全准备"),
        "活动前由校医查看体检资料，心脏病、哮喘等不宜跑步的学生改为健步走或担任记录员；高温、雾霾天停跑。",
    ),
)

GARDEN = Activity(
    slug="forty-days-of-a-garden",
    title="一畦菜地的四十天",
    summary="五年级在教学楼后种了一畦萝卜：等待、失败、重来，都写在一本公共的观察簿里。",
    kind=ActivityKind.LABOUR,
    reach=ActivityReach.CLASS,
    stage=Stage.PRIMARY,
    school="白鹭实验小学",
    host="白鹭实验小学五年级",
    date=date(2026, 11, 6),
    body=(
        """
        九月下旬播种，十一月初收获，四十天里，孩子们学到的第一课是“急不来”。有人第三天就把土扒开看
        发芽没有，结果那一窝真的没有出来。

        劳动教师管翻土、间苗、浇水；心理教师只问三个问题：今天它有什么变化？你为它做了什么？你有什么
        是做不了的？
        """,
        Heading("观察簿里的几种心情"),
        """
        全班共用一本观察簿，轮流写，不署名。有一页写着：“昨夜下大雨，苗倒了一半。我们扶了一个中午，
        有的扶不起来。老师说，扶不起来的也谢谢它。”

        收获那天，每人分到一个半萝卜。最大的一个送给了给菜地送水的校工师傅。
        """,
        Heading("做得简单些"),
        """
        没有地的学校，可以用泡沫箱种蒜苗、豌豆尖，十五天就能看到变化。工具要有专人收发，低年级只用
        小铲，不用锄头。
        """,
    ),
)

FOURTEEN = Activity(
    slug="fourteen-together",
    title="十四岁集体生日：写给自己的一句话",
    summary="没有大屏幕，没有催泪音乐。八年级的集体生日，只做三件事：听、写、交给时间。",
    kind=ActivityKind.CEREMONY,
    reach=ActivityReach.CAMPUS,
    stage=Stage.JUNIOR,
    school="橘园初级中学",
    host="橘园初级中学团委、八年级组",
    date=date(2026, 5, 8),
    body=(
        """
        十四岁集体生日容易办得很满。今年年级组商量后，把两个小时减到五十分钟，只留三件事。
        """,
        """
        1. **听**：请一位校工师傅、一位毕业生、一位老师，各说三分钟自己的十四岁。
        2. **写**：每人写一句给十八岁的自己，装进信封，封口。
        3. **交给时间**：班级一起把信封放进木箱，由学校保管，高中毕业那年寄回。
        """,
        Heading("没有做的事"),
        """
        没有请家长上台，没有当众拥抱，没有读孩子的信。事先调查时，不少学生说最怕这些。家长收到的是
        另一封短信，由班主任写，说一说这一年看见的孩子们。

        家里不方便到场的学生，当天和大家没有任何不同。
        """,
    ),
)

CORNER = Activity(
    slug="weather-corner",
    title="教室后面的“天气角”",
    summary="一个班用五种天气代替“你怎么了”：贴上今天的天气，需要人陪的，自己会打一把伞。",
    kind=ActivityKind.CULTURE,
    reach=ActivityReach.CLASS,
    stage=Stage.JUNIOR,
    school="栖霞初级中学",
    host="栖霞初级中学七年级",
    date=date(2026, 10, 23),
    body=(
        """
        教室后墙有一块布，挂着晴、多云、阴、雨、雾五种天气。早读之前，谁愿意就挂一张，不写名字。
        想有人来问一句的，就在旁边别一把纸伞。

        班主任每天看一眼全班的“天气”：下雨的多了，就把当天的小测往后挪一挪；纸伞出现了，她会在走廊
        里随意说一句：“今天谁打伞，我放学后在办公室。”
        """,
        Heading("一个月之后"),
        """
        布置得好看的第一周人人都挂，第二周冷清下来，第三周才有了真正的用处。班委的约定只有两条：不猜
        是谁，不拿天气开玩笑。
        """,
        Note(
            "边界",
            "天气角不统计、不拍照、不评比，也代替不了谈话。连着几天有人打伞而没有人来，就请心理教师到班里坐一坐。",
        ),
    ),
)

ACTIVITIES = (GARDEN, QUIET_MINUTE, CORNER, LAST_ROW, FOURTEEN, SLOW_RUN)
