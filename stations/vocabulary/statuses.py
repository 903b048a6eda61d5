"""Whether a station works, and whether it is shown: two truths that change apart."""

from stations.language import Text
from stations.vocabulary.terms import Term

OPERATION = (
    Term("proposed", Text("拟建", "Proposed")),
    Term("planned", Text("规划中", "Planned")),
    Term("building", Text("建设中", "Being built")),
    Term("trial", Text("试运行", "On trial"), words=("试运营",)),
    Term("open", Text("运行中", "In service"), words=("正常", "开放", "使用中", "已投入使用", "正常运行", "营业")),
    Term("partly_open", Text("部分开放", "Partly in service")),
    Term(
        "temporarily_closed", Text("暂停服务", "Temporarily closed"), words=("暂停", "临时关闭", "暂停开放", "维修中")
    ),
    Term("closed", Text("已关闭", "Closed for good"), words=("关闭", "停用", "撤销", "已撤销")),
    Term("relocated", Text("已迁址", "Moved elsewhere"), words=("迁址", "搬迁")),
    Term("merged", Text("已合并", "Merged into another"), words=("合并",)),
)

SERVING_OPERATION = ("trial", "open", "partly_open")
"""Operations of a station that one may be sent to."""

SHOWN_OPERATION = (*SERVING_OPERATION, "temporarily_closed")
"""Operations of a station that exists: what lists and searches show unless they are asked for more."""

PUBLICATION = (
    Term("draft", Text("草稿", "Draft")),
    Term("submitted", Text("已提交", "Submitted")),
    Term("in_review", Text("审核中", "In review")),
    Term("published", Text("已发布", "Published")),
    Term("delisted", Text("已下架", "Delisted")),
)

DELIST_REASONS = (
    Term("duplicate", Text("重复登记", "Duplicate")),
    Term("gone", Text("已不存在", "No longer there")),
    Term("not_public", Text("不对外开放", "Not open to the public")),
    Term("superseded", Text("已被取代", "Superseded")),
    Term("wrong", Text("信息有误", "Wrong")),
)
