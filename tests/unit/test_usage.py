"""What readers of the region's press expect, and what OpenCC has, where the two differ."""

import pytest

from reader.chinese.conversion import ScriptConverter, apply_configuration
from reader.chinese.script import Script
from reader.chinese.stages import CHAINS

CONVERTER = ScriptConverter()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新模型发布会", "新模型發表會"),
        ("技术民主化进程", "技術民主化進程"),
        ("六千亿参数", "六千億參數"),
        ("课本里的竖式", "課本裡的豎式"),
        ("这里正在下雨", "這裡正在下雨"),
        ("展示了如何使用", "展示了如何使用"),
        ("瞭如指掌和了如指掌", "瞭如指掌和瞭如指掌"),
        ("不断发出提醒", "不斷發出提醒"),
        ("订单只有一个，一只有点黑", "訂單只有一個，一隻有點黑"),
        ("公有云和私有云", "公有雲和私有雲"),
        ("他干了一件事，衣服晒干了", "他幹了一件事，衣服曬乾了"),
        ("谷歌和台积电", "Google和台積電"),
        ("三万亿美元", "三兆美元"),
        ("记一笔账", "記一筆帳"),
        ("用友网络和百度智能云", "用友網絡和百度智能雲"),
        ("月之暗面、摩尔线程、字节跳动", "月之暗面、摩爾線程、字節跳動"),
        ("大语言模型的算力与提示词", "大型語言模型的算力與提示詞"),
        ("通过网络提高质量，法案获得通过", "透過網路提高品質，法案獲得通過"),
        ("电子的质量，服务的质量", "電子的質量，服務的品質"),
        ("技术水平很高，水平滚动", "技術水準很高，水平滾動"),
        ("浏览器支持多种格式，我支持他", "瀏覽器支援多種格式，我支持他"),
        ("用谷歌Chrome浏览，谷歌表示", "用Google Chrome瀏覽，Google表示"),
        ("外交部声明，变量声明", "外交部聲明，變數宣告"),
        ("艺术类型和数据类型", "藝術類型和資料型別"),
        ("社区居民和开源社区", "社區居民和開源社群"),
        ("想了解和深入了解", "想了解和深入了解"),
        ("哈里斯堡和副总统哈里斯", "哈里斯堡和副總統賀錦麗"),
    ],
)
def test_taiwan(text: str, expected: str) -> None:
    assert CONVERTER.convert(text, Script.TW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("英伟达的服务器", "英偉達的伺服器"),
        ("坐出租车看信息", "坐的士看資訊"),
        ("实验室的士气", "實驗室的士氣"),
        ("硅谷的芯片和算法", "矽谷的晶片和演算法"),
        ("首席执行官和创始人", "行政總裁和創辦人"),
        ("移动支付与数字化", "流動支付與數碼化"),
        ("高质量的短视频", "高質素的短片"),
    ],
)
def test_hong_kong(text: str, expected: str) -> None:
    assert CONVERTER.convert(text, Script.HK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国家安全局的安全角度", "國家安全局的安全角度"),
        ("电视频道和电视图像", "電視頻道和電視影像"),
        ("沟通过程，交通信息", "溝通過程，交通資訊"),
        ("改进制度，十分区别", "改進制度，十分區別"),
        ("运算法则与预算法案", "運算法則與預算法案"),
        ("大多数组织的许多任务", "大多數組織的許多任務"),
        ("最初创建，部分区域", "最初建立，部分區域"),
        ("注册机制，推导出来", "註冊機制，推導出來"),
        ("集群内存在问题", "集群內存在問題"),
        ("整数组成的元组", "整數組成的元組"),
    ],
)
def test_no_word_is_found_across_the_edge_of_others(text: str, expected: str) -> None:
    assert CONVERTER.convert(text, Script.TW) == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("不斷消除著認知誤差，著名著作", Script.HANT, "不断消除着认知误差，著名著作"),
        ("核心產品的保養程序", Script.TW, "核心产品的保养程序"),
        ("三兆美元的帳單", Script.TW, "三万亿美元的账单"),
        ("輝達和位元組跳動", Script.TW, "英伟达和字节跳动"),
        ("新創公司當機了", Script.TW, "初创公司宕机了"),
        ("聯立方程式", Script.TW, "联立方程式"),
        ("乘的士食餸", Script.HK, "乘的士食餸"),
        ("電影片段和影片", Script.TW, "电影片段和视频"),
        ("時間序列的預設座標", Script.TW, "时间序列的默认坐标"),
        ("執行查詢，啟用儲存空間", Script.TW, "执行查询，启用存储空间"),
        ("行政總裁說流動支付的晶片", Script.HK, "首席执行官说移动支付的芯片"),
    ],
)
def test_mainland(text: str, source: Script, expected: str) -> None:
    assert CONVERTER.convert(text, Script.HANS, source) == expected


@pytest.mark.parametrize(
    ("configuration", "text", "expected"),
    [
        ("s2twp", "发布会的参数", "釋出會的引數"),
        ("s2twp", "字节跳动", "字節跳動"),
        ("s2twp", "演算法", "演算法"),
        ("s2hkp", "服务器", "伺服器"),
        ("s2t", "不断发出", "不斷髮出"),
        ("tw2t", "裡面剛才", "裏面剛纔"),
        ("hk2sp", "伺服器", "服务器"),
    ],
)
def test_the_configurations_of_opencc_stay_opencc(
    configuration: str, text: str, expected: str
) -> None:
    assert apply_configuration(text, configuration) == expected


@pytest.mark.parametrize("configuration", CHAINS)
def test_every_configuration_runs(configuration: str) -> None:
    assert apply_configuration("人口 AI", configuration) == "人口 AI"
