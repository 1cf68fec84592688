"""The one table of what is kept about people. The page /privacy/ shows it, `nightly` keeps to it.

The law asks for purpose, ground, term, and a way to have data corrected (个人信息保护法, articles 6,
13, 17, 19, 34 and 45 to 47).
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DUTY = _("履行法定职责所必需（《个人信息保护法》第十三条第一款第（三）项）")
LOGS = _("履行法定义务所必需：《网络安全法》要求网络日志留存不少于六个月")

WITHIN_SCOPE = _("本人；任职学校、管理单位和市教育局中经授权的人员，各限于授权范围")
BY_ROSTER = _("向任职学校提出，由学校或管理单位更正名册后重新导入")
BY_ITSELF = _("系统自动生成，不作修改；认为有误的，按第二节的联系方式提出")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data. It has a `term` of days counted from `since`, or `kept` says how long and why.

    `least`: a deployment may lengthen the term, and never shorten it below.
    """

    code: str
    title: str
    what: str
    why: str
    seen_by: str
    corrected: str
    ground: str = DUTY
    kept: str = ""
    since: str = ""
    term: int | None = None
    least: int = 1

    @property
    def days(self) -> int | None:
        """The term in force, settings.RETENTION_DAYS included; None where there is none."""
        if self.term is None:
            return None
        return max(settings.RETENTION_DAYS.get(self.code, self.term), self.least)

    @property
    def how_long(self) -> str:
        if self.term is None:
            return self.kept
        return gettext("%(since)s起 %(days)s 天，到期自动删除") % {
            "since": self.since,
            "days": self.days,
        }


KINDS = (
    Kind(
        code="account",
        title=_("账号"),
        what=_(
            "账号名（教师编号）、姓名、本人登记的邮箱、关联的单点登录、最近登录时间；"
            "密码和双因素验证只保存无法还原的校验值或验证所需的密钥"
        ),
        why=_("确认登录者的身份，防止他人冒用"),
        seen_by=_("本人；系统管理员；任职学校可见是否已激活"),
        corrected=_("邮箱、密码、双因素验证由本人在账号页修改；姓名随教师名册更正"),
        kept=_("任职期间保存；停用后保留账号名和姓名，用以说明既往操作由谁作出"),
    ),
    Kind(
        code="roster",
        title=_("教师名册"),
        what=_(
            "教师编号、姓名、性别、手机号（可不填）、是否骨干教师、历次任职的学校、岗位和起止日期"
        ),
        why=_(
            "确定应参加培训的人员，核查学校是否按标准配备心理健康教育教师；手机号用于核实身份和联系"
        ),
        seen_by=_(
            "本人；任职学校、管理单位和市教育局中经授权的人员，各限于授权范围。手机号平时隐去中间各位，查看全号留有记录。"
            "系统管理员为办理账号，可见姓名、教师编号和任职学校。变更记录另供系统管理员和安全审计员查明情况"
        ),
        corrected=BY_ROSTER,
        kept=_("与学时账一同长期保存；历次变更一并留存，供查明何时由谁更正"),
    ),
    Kind(
        code="hours",
        title=_("学时账"),
        what=_("每项培训的名称、主办单位、起止日期、学时、证书编号、入账时间和入账人"),
        why=_("登记培训学时，作为年度核查和培训证明的依据"),
        seen_by=WITHIN_SCOPE,
        corrected=_("向登记单位提出；账目只增不改，错误以冲销并重新入账的方式更正，两笔都可查"),
        kept=_("长期保存：学时账是核查结论的凭据，不得删改"),
    ),
    Kind(
        code="verdicts",
        title=_("年度核查结果"),
        what=_("各年度应修、计入、不计入的学时，是否达标，免修和请假的批准文件"),
        why=_("核查教师是否完成规定的学时"),
        seen_by=_(
            "本人；任职学校、管理单位和市教育局中经授权的人员，各限于授权范围。公开页面不出现任何教师的姓名和学时。"
            "免修、请假的变更记录另供系统管理员和安全审计员查明情况"
        ),
        corrected=_("结果由学时账算出；更正学时、任职、免修或请假后随之变动"),
        kept=_("免修、请假与学时账一同长期保存，只写事由和批准文件，不写病情"),
    ),
    Kind(
        code="grants",
        title=_("授权与委托"),
        what=_("谁在何单位、何时起至何时止担任何角色，由谁授予或收回，委托给谁、事由"),
        why=_("决定每个人能看什么、能做什么，并可事后查明"),
        seen_by=_("本人、委托双方、系统管理员；变更记录另供安全审计员查明情况"),
        corrected=_("委托由委托人随时终止；角色向授权人或系统管理员提出"),
        kept=_("长期保存，用以说明既往操作的依据"),
    ),
    Kind(
        code="import_files",
        title=_("导入的工作簿"),
        what=_("上传的名册和登记表原件，以及逐行的核对结果；其中有教师的姓名、编号和手机号"),
        why=_("核对、更正和撤销导入"),
        seen_by=_("市教育局中经授权导入的人员"),
        corrected=_("更正工作簿后重新上传"),
        since=_("自上传之日"),
        term=180,
    ),
    Kind(
        code="import_batches",
        title=_("导入批次"),
        what=_("文件名、经手人、时间、行数，以及名册中由该批次改动的原值"),
        why=_("说明每一笔资料从何而来，并可撤销"),
        seen_by=_("市教育局中经授权导入的人员"),
        corrected=BY_ITSELF,
        kept=_("与学时账一同长期保存"),
    ),
    Kind(
        code="access_log",
        title=_("访问与登录日志"),
        what=_(
            "登录与失败的登录，查看、导出、变更了哪些教师的资料，时间、身份、网络地址、浏览器名称"
        ),
        why=_("查明谁看过谁的资料，发现冒用和滥用"),
        ground=LOGS,
        seen_by=_("本人可见自己的登录记录和谁查看过自己的资料；安全审计员可见全部"),
        corrected=_("任何人不得修改"),
        since=_("自发生之日"),
        term=180,
        least=180,
    ),
    Kind(
        code="notices",
        title=_("站内消息"),
        what=_("发给本人的消息及是否已读"),
        why=_("告知账号变动、导入结果等与本人有关的事项"),
        seen_by=_("本人"),
        corrected=BY_ITSELF,
        since=_("自发出之日"),
        term=365,
    ),
    Kind(
        code="deliveries",
        title=_("邮件发送记录"),
        what=_("收件邮箱、标题、发送时间和结果；发出后不留正文"),
        why=_("确认重要通知已经送达，查明发送失败的原因"),
        seen_by=_("系统管理员，邮箱隐去大部分字符"),
        corrected=BY_ITSELF,
        since=_("自生成之日"),
        term=90,
    ),
    Kind(
        code="activation_codes",
        title=_("激活码"),
        what=_("激活码的校验值、发给谁、由谁发出、何时使用或作废；激活码本身不保存"),
        why=_("让教师本人首次设置密码"),
        seen_by=_("发放人、系统管理员"),
        corrected=_("向发放人重新领取，原码随即作废"),
        since=_("自使用、作废或过期之日"),
        term=180,
    ),
    Kind(
        code="activation_sheets",
        title=_("激活单文件"),
        what=_("待打印的激活单，含姓名、教师编号和激活码"),
        why=_("由学校打印后当面交给教师本人"),
        seen_by=_("生成该文件的学校管理员"),
        corrected=_("重新生成"),
        kept=_("自生成起 24 小时，下载后 1 小时；到期即不能再下载，当晚删除"),
    ),
    Kind(
        code="classes",
        title=_("培训班"),
        what=_(
            "报名、候补、录取的经过，签到和签退的时间，请假和更正的理由，考核结果；"
            "签到所用浏览器的随机标识，只用于提示一部手机为多人签到"
        ),
        why=_("安排培训，按实际出勤认定学时"),
        seen_by=_("本人；办班人员；推荐参加的学校和管理单位"),
        corrected=_("向班级管理人员提出，更正和理由一并保存"),
        kept=_("长期保存，作为学时的依据；培训评价不记名，不与本人对应"),
    ),
    Kind(
        code="claims",
        title=_("学时申报"),
        what=_(
            "申报的培训名称、日期、学时和证书编号，佐证材料（照片去除拍摄地点等信息后保存），审核的经过和意见"
        ),
        why=_("认定教师在其他单位取得的学时，发现重复申报"),
        seen_by=_("本人；任职学校、管理单位和市教育局的审核人员；安全审计员。每次查看都有记录"),
        corrected=_("提交前自行修改，审核中可以撤回；认定后向市教育局提出，以更正记录改正"),
        kept=_("长期保存，作为学时的依据；未提交的草稿可以随时删除"),
    ),
    Kind(
        code="certificates",
        title=_("结业证书"),
        what=_(
            "证书编号、姓名、培训名称、起止日期、各类学时、发证单位和日期；撤销的，另有时间、经手人和理由"
        ),
        why=_("证明教师完成培训，供他人核验真伪"),
        seen_by=_(
            "本人；任职学校、管理单位和市教育局中经授权的人员，各限于授权范围。"
            "公众凭证书编号或证书上的二维码可查到是否有效，姓名只显示姓氏"
        ),
        corrected=_("向发证单位提出，撤销原证书后重新发放"),
        kept=_("长期保存，供随时核验"),
    ),
    Kind(
        code="certificate_files",
        title=_("证书文件"),
        what=_("成批生成、待打印或分发的证书，含姓名、培训名称和学时"),
        why=_("由主办单位打印或分发给教师本人"),
        seen_by=_("提交生成的人员"),
        corrected=_("重新生成"),
        kept=_("自生成起 7 天；到期即不能再下载，当晚删除"),
    ),
    Kind(
        code="sessions",
        title=_("登录状态"),
        what=_("登录期间的随机标识，所用设备的网络地址和浏览器名称"),
        why=_("登录后不必在每一页重新输入密码，并能查看和退出其他设备"),
        seen_by=_("本人"),
        corrected=_("本人可随时退出任一设备"),
        since=_("自退出或失效之日"),
        term=1,
    ),
    Kind(
        code="failed_attempts",
        title=_("登录失败计数"),
        what=_("密码或验证码连续输错的时间、网络地址，以及无法还原的账号标识"),
        why=_("防止他人猜测密码"),
        seen_by=_("无人可见，只供系统计数"),
        corrected=BY_ITSELF,
        kept=_("1 小时，到期自动删除"),
    ),
    Kind(
        code="tasks",
        title=_("后台任务记录"),
        what=_("任务的名称、时间和结果，不含教师资料"),
        why=_("查明任务为何失败"),
        seen_by=_("系统管理员"),
        corrected=BY_ITSELF,
        since=_("自完成之日"),
        term=30,
    ),
    Kind(
        code="lesson_use",
        title=_("课例的收藏与使用"),
        what=_("本人收藏、致谢的课例，登记的上课日期、年级和使用体会"),
        why=_("便于本人再次找到，让作者和学校知道课例用得怎样；统计只列次数"),
        seen_by=_("本人；所在单位的内容编辑在审阅体会时可见姓名。公开的体会不署名"),
        corrected=_("收藏由本人随时移出；登记有误的，按第二节的联系方式提出"),
        kept=_("账号存续期间保存"),
    ),
    Kind(
        code="page_counts",
        title=_("页面使用次数"),
        what=_(
            "各页面每天被浏览、下载的次数，不含任何人的信息；为避免重复计数，由网络地址和页面算出的、"
            "无法还原的校验值在缓存中保存 30 分钟"
        ),
        why=_("了解课例和课程是否用得上，向作者和学校反馈"),
        seen_by=_("总次数向公众开放；各月次数限作者和有编辑权限的人员"),
        corrected=BY_ITSELF,
        kept=_("次数随页面保存；校验值 30 分钟后失效"),
    ),
    Kind(
        code="pages",
        title=_("课例、课程和其他页面"),
        what=_("教师、培训者和编辑撰写的页面，上传的图片、视频和文件，及历次修改由谁作出"),
        why=_("编写、审核和发布课例、课程和通知"),
        seen_by=_("发布的内容向公众开放；修改历史限有编辑权限的人员"),
        corrected=_("由作者或编辑修改，经审核公开；编辑可随时撤下"),
        kept=_("发布期间保存；撤下后保留修改历史"),
    ),
)
BY_CODE = {kind.code: kind for kind in KINDS}
