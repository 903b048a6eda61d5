"""Organisations around a station: what they are, what part they have in it, and how it was set up."""

from stations.language import Text
from stations.vocabulary.terms import Term

ORGANISATION_KINDS = (
    Term("national_union", Text("全国总工会", "National federation of unions")),
    Term("provincial_union", Text("省级总工会", "Provincial federation of unions")),
    Term("city_union", Text("市级总工会", "City federation of unions")),
    Term("district_union", Text("区县总工会", "District federation of unions")),
    Term("street_union", Text("街道（乡镇）工会", "Sub-district or township union")),
    Term("community_union", Text("社区（村）工会", "Community or village union")),
    Term("enterprise_union", Text("企业工会", "Enterprise union")),
    Term("sector_union", Text("行业工会", "Union of a trade")),
    Term("company", Text("企业", "Company")),
    Term("government", Text("机关", "Government office")),
    Term("institution", Text("事业单位", "Public institution")),
    Term("community", Text("社区（村）组织", "Community or village organisation")),
    Term("social", Text("社会组织", "Civil society organisation")),
    Term("other", Text("其他", "Other")),
)

ORGANISATION_ROLES = (
    Term("owner", Text("产权单位", "Owner")),
    Term("host", Text("依托单位", "Host"), words=("场地单位", "所在单位", "承建单位")),
    Term("operator", Text("运营单位", "Operator"), osm={"operator": "*"}, words=("运营方", "管理单位")),
    Term("managing_union", Text("主管工会", "Managing union"), words=("所属工会", "管理工会")),
    Term("funder", Text("出资单位", "Funder"), words=("资助单位",)),
    Term("brand_owner", Text("品牌单位", "Brand owner")),
    Term("maintainer", Text("维护单位", "Maintainer"), words=("维护方",)),
)

BUILD_MODES = (
    Term("self", Text("自建", "Built by the union"), words=("工会自建",)),
    Term("co", Text("共建", "Built together"), words=("联合共建", "合建")),
    Term("social", Text("社会共享", "Shared by society"), words=("共享", "社会化共享")),
)
