import pytest

from stations.vocabulary import BRANDS, brand_of


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("农情暖域工会驿站", "农情暖域"),
        ("巩义市工会户外劳动者爱心驿站", "爱心驿站"),
        ("郑州电信二七区中原路营业厅工会驿站", "工会驿站"),
        ("巩义万洋商贸城工会户外劳动者驿站", "工会驿站"),
        ("海宝苑户外职工爱心接力站*", "爱心接力站"),
        ("中国建设银行“劳动者 港湾”", "劳动者港湾"),
        ("郑州工会爱心驿站·蜜蜂张街道办事处", "爱心驿站"),
        ("二七京广烟酒商贸驿站", None),
        ("", None),
    ],
)
def test_a_station_name_tells_its_brand(name: str, brand: str | None) -> None:
    assert brand_of(name) == brand


@pytest.mark.parametrize(
    ("spelling", "brand"), [(spelling, brand.code) for brand in BRANDS for spelling in (brand.code, *brand.words)]
)
def test_no_brand_hides_the_spelling_of_another(spelling: str, brand: str) -> None:
    assert brand_of(spelling) == brand
