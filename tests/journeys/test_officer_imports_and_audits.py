"""One working day of a city officer, in a real browser against a real server.

Log in, import three registers of which the last is untidy, read what was refused, confirm, go
down from city to unit, school and teacher, take the workbook and the PDF home, read them.
"""

import io

import openpyxl
import pytest
import xlsxwriter
from pypdf import PdfReader

from tests.journeys.browser import PHONE, browser_page, fits, have_chromium
from tests.journeys.scratch import ROOT, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
TIDY = ROOT / "tests" / "data" / "samples" / "tidy"
PASSWORD = "Journey-2026-心育"
ACCOUNTS = f"""
from people.models import RoleGrant, Teacher, Unit, User
officer = User.objects.create_user("officer", password="{PASSWORD}", last_name="王", first_name="科长")
RoleGrant.objects.create(user=officer, role="city_officer", unit=Unit.objects.get(code="420100"),
                         starts_on="2020-01-01")
User.objects.create_user("teacher", password="{PASSWORD}")
"""
LINK = """
from people.models import Teacher, User
Teacher.objects.filter(number="420199000001").update(user=User.objects.get(username="teacher"))
"""
DIRTY_ROWS = [
    # 教师编号, 姓名, 学校标识码, 培训项目, 级别, 内容, 形式, 开始, 结束, 学时
    ["４２０１９９０００００１", "张 三", 2142990001, "沙盘工作坊", "市", "技能", "线上",
     "2025.9.6", "2025年9月7日", "16学时"],
    ["420199000001", "张三", "2142990001", "危机干预", "省级", "专业技能", "集中面授",
     "2025-10-11", "2025-10-11", "三十"],
    ["920199000001", "张三", "2142990001", "危机干预", "省级", "专业技能", "集中面授",
     "2025-10-11", "2025-10-11", 8],
    ["420199000002", "李思远", "2142990001", "烹饪课", "区级", "烹饪", "集中面授",
     "2025-10-12", "2025-10-12", 4],
    ["合计", "", "", "", "", "", "", "", "", 28],
]  # fmt: skip


def dirty_workbook(path):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("填表说明").write(0, 0, "请在第二张表填写。")
        sheet = book.add_worksheet("学时登记")
        sheet.write(0, 0, "全市心理健康教育教师学时登记表")
        headings = ["*教师 编号", "姓名\n", "学校标识码", "培训项目", "培训级别", "培训内容",
                    "培训形式", "开始日期", "结束日期", "学时"]  # fmt: skip
        sheet.write_row(2, 0, headings)
        for number, row in enumerate(DIRTY_ROWS, start=3):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture(scope="module")
def address(scratch_site):
    scratch_site.run(ACCOUNTS)
    worker = ("db_worker", "--backend", "jobs", "--queue-name", "*")
    with served(scratch_site, worker) as address:
        yield address


def log_in(page, name):
    page.goto("/accounts/login/")
    page.get_by_label("教师编号、手机号或邮箱").fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def upload(page, kind, path):
    page.goto("/imports/new/")
    page.get_by_label(kind).check()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传并核对").click()
    page.get_by_text("核对完毕，还没有入库").wait_for(timeout=60_000)


def confirm(page):
    page.get_by_role("button", name="确认入库").click()
    page.get_by_role("heading", name="入库结果").wait_for(timeout=60_000)


@pytest.mark.clause("R18")
def test_officer_imports_registers_and_audits_the_year(address, scratch_site, tmp_path):
    with browser_page(address) as page:
        log_in(page, "officer")
        for kind, name in (("学校名册", "schools"), ("教师花名册", "teachers")):
            upload(page, kind, TIDY / f"{name}.xlsx")
            confirm(page)
        upload(page, "学时登记", TIDY / "hours.xlsx")
        confirm(page)

        upload(page, "学时登记", dirty_workbook(tmp_path / "学时登记.xlsx"))
        page.get_by_role("navigation", name="按结果查看").get_by_role("link", name="退回").click()
        text = page.locator("main").inner_text()
        for words in ("三十", "920199000001", "烹饪"):
            assert words in text
        confirm(page)

        page.goto("/audit/2025/")
        city = page.locator("main").inner_text()
        assert "达标率" in city
        page.get_by_role("link", name="局直属").first.click()
        page.get_by_role("link", name="样例第一小学").first.click()
        page.get_by_role("link", name="张三").first.click()
        teacher = page.locator("main").inner_text()
        assert "沙盘工作坊" in teacher
        assert "学时登记.xlsx" in teacher

        page.goto("/audit/2025/")
        with page.expect_download() as workbook:
            page.locator("a[href*='export.xlsx']").first.click()
        with page.expect_download() as document:
            page.locator("a[href*='export.pdf']").first.click()
        read_workbook(workbook.value.path())
        read_document(document.value.path())


def read_workbook(path):
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book["教师"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    zhang = next(row for row in rows if "420199000001" in row)
    assert "张三" in zhang


def read_document(path):
    reader = PdfReader(path)
    text = "".join(page.extract_text() for page in reader.pages)
    assert "武汉2019" in text
    assert "局直属" in text
    assert "2025-12-31" in text or "2025年12月31日" in text


def test_teacher_sees_the_own_year_on_a_phone(address, scratch_site):
    scratch_site.run(LINK)
    with browser_page(address, PHONE) as page:
        log_in(page, "teacher")
        page.wait_for_url("**/start/")
        page.locator("main").get_by_role("link", name="我的学时").click()
        page.wait_for_url("**/my/year/**")
        page.goto("/my/year/2025/")
        text = page.locator("main").inner_text()
        assert "30" in text
        assert "沙盘工作坊" in text
        assert fits(page)
        assert page.request.get("/audit/2025/").status == 404


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/audit/2025/", "/audit/2025/schools/",
                                  "/audit/2025/teachers/", "/imports/", "/imports/new/",
                                  "/imports/synonyms/"])  # fmt: skip
def test_screen_on_a_phone_does_not_scroll_sideways(address, path):
    with browser_page(address, PHONE) as page:
        log_in(page, "officer")
        page.goto(path)
        assert fits(page)
