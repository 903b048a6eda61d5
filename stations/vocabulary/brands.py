"""Names under which stations are known: a brand is a proper name over the door, not a type of station."""

from unicodedata import normalize

from stations.language import Text
from stations.vocabulary.terms import Term

BRANDS = (
    # of one company or one group of workers; where a name holds several brands, the one further up is meant
    Term("农情暖域", Text("农情暖域", "Nongqing Nuanyu (Agricultural Bank)"), words=("农情暖驿",)),
    Term("劳动者港湾", Text("劳动者港湾", "Workers' Harbour (China Construction Bank)"), words=("建行劳动者港湾",)),
    Term("工行驿站", Text("工行驿站", "ICBC Station")),
    Term("中银公益驿站", Text("中银公益驿站", "Bank of China Charity Station"), words=("中银驿站",)),
    Term("爱心翼站", Text("爱心翼站", "Loving Wing Station (China Telecom)"), words=("电信爱心翼站",)),
    Term("邮爱驿站", Text("邮爱驿站", "You'ai Station (China Post)")),
    Term("暖蜂驿站", Text("暖蜂驿站", "Warm Bee Station")),
    Term("小哥驿站", Text("小哥驿站", "Couriers' Station"), words=("快递小哥驿站", "外卖小哥驿站", "骑士驿站")),
    Term("骑手驿站", Text("骑手驿站", "Riders' Station"), words=("外卖骑手驿站",)),
    Term("司机驿站", Text("司机驿站", "Drivers' Station"), words=("网约车司机驿站", "货车司机驿站", "卡车司机驿站")),
    Term("暖新驿站", Text("暖新驿站", "Nuanxin Station (new forms of work)"), words=("新就业形态劳动者驿站",)),
    # of the unions, in many towns
    Term("爱心接力站", Text("爱心接力站", "Relay Station of Care"), words=("户外职工爱心接力站",)),
    Term("暖心驿站", Text("暖心驿站", "Heart-warming Station"), words=("户外劳动者暖心驿站",)),
    Term("爱心驿站", Text("爱心驿站", "Loving-care Station"), words=("户外劳动者爱心驿站", "环卫工人爱心驿站")),
    Term(
        "工会驿站",
        Text("工会驿站", "Union rest stop"),
        words=("户外劳动者工会驿站", "户外劳动者驿站", "户外劳动者服务站", "户外职工驿站", "工会服务驿站"),
    ),
)


def brand_of(name: str) -> str | None:
    """Return the brand that a station's name contains, None where it names none.

    Spaces, quotes and dots between the characters are not seen. Of several brands the one higher in `BRANDS` is meant.
    """
    plain = _plain(name)
    for brand in BRANDS:
        if any(_plain(spelling) in plain for spelling in (brand.code, *brand.words)):
            return brand.code
    return None


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKC", name)))
