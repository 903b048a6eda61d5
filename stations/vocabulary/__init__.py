"""Every code list, once: what is stored, what it is called in Chinese and English, which OSM tag says the same."""

from stations.vocabulary.access import ACCESS_COLUMNS, AUDIENCES, ENTRY_METHODS, HOST_STAFF, WORKER_GROUPS, meant_for
from stations.vocabulary.amenities import AMENITIES, AMENITY_OF, AMENITY_WORDS, Amenity
from stations.vocabulary.brands import BRANDS, brand_of
from stations.vocabulary.facts import AMENITY_STATES, TOILET_NEARBY_M, AmenityFact, AmenityState, answer_of
from stations.vocabulary.hours import HOURS_KINDS, HOURS_PARSE, OPENING_STATES
from stations.vocabulary.logic import all_of, any_of
from stations.vocabulary.needs import CONDITIONS, NEEDS, Need, needs_of
from stations.vocabulary.organisations import BUILD_MODES, ORGANISATION_KINDS, ORGANISATION_ROLES
from stations.vocabulary.places import CODE_SYSTEMS, DATUMS, DISTRICT_LEVELS
from stations.vocabulary.reports import ENDED_REPORTS, REPORT_KINDS, REPORT_STATUSES
from stations.vocabulary.runs import GAP_REASONS, HOST_LACKS, PLAN_ACTIONS, RUN_KINDS, RUN_STATES, STATION_FAULTS
from stations.vocabulary.station_types import STATION_LEVELS, STATION_TYPES, StationType
from stations.vocabulary.statuses import DELIST_REASONS, OPERATION, PUBLICATION, SERVING_OPERATION, SHOWN_OPERATION
from stations.vocabulary.terms import ANSWERS, Answer, Term

VOCABULARIES: dict[str, tuple[Term, ...]] = {
    "amenities": AMENITIES,
    "amenity_states": AMENITY_STATES,
    "answers": ANSWERS,
    "audiences": AUDIENCES,
    "brands": BRANDS,
    "build_modes": BUILD_MODES,
    "code_systems": CODE_SYSTEMS,
    "conditions": CONDITIONS,
    "datums": DATUMS,
    "delist_reasons": DELIST_REASONS,
    "district_levels": DISTRICT_LEVELS,
    "entry_methods": ENTRY_METHODS,
    "gap_reasons": GAP_REASONS,
    "host_lacks": HOST_LACKS,
    "hours_kinds": HOURS_KINDS,
    "hours_parse": HOURS_PARSE,
    "needs": NEEDS,
    "opening_states": OPENING_STATES,
    "operation": OPERATION,
    "organisation_kinds": ORGANISATION_KINDS,
    "organisation_roles": ORGANISATION_ROLES,
    "plan_actions": PLAN_ACTIONS,
    "publication": PUBLICATION,
    "report_kinds": REPORT_KINDS,
    "report_statuses": REPORT_STATUSES,
    "run_kinds": RUN_KINDS,
    "run_states": RUN_STATES,
    "station_faults": STATION_FAULTS,
    "station_levels": STATION_LEVELS,
    "station_types": STATION_TYPES,
    "worker_groups": WORKER_GROUPS,
}
"""Name of each vocabulary → its terms, in the order they are shown; what `GET /v1/codes` serves."""

__all__ = [
    "ACCESS_COLUMNS",
    "AMENITIES",
    "AMENITY_OF",
    "AMENITY_STATES",
    "AMENITY_WORDS",
    "ANSWERS",
    "AUDIENCES",
    "BRANDS",
    "BUILD_MODES",
    "CODE_SYSTEMS",
    "CONDITIONS",
    "DATUMS",
    "DELIST_REASONS",
    "DISTRICT_LEVELS",
    "ENDED_REPORTS",
    "ENTRY_METHODS",
    "GAP_REASONS",
    "HOST_LACKS",
    "HOST_STAFF",
    "HOURS_KINDS",
    "HOURS_PARSE",
    "NEEDS",
    "OPENING_STATES",
    "OPERATION",
    "ORGANISATION_KINDS",
    "ORGANISATION_ROLES",
    "PLAN_ACTIONS",
    "PUBLICATION",
    "REPORT_KINDS",
    "REPORT_STATUSES",
    "RUN_KINDS",
    "RUN_STATES",
    "SERVING_OPERATION",
    "SHOWN_OPERATION",
    "STATION_FAULTS",
    "STATION_LEVELS",
    "STATION_TYPES",
    "TOILET_NEARBY_M",
    "VOCABULARIES",
    "WORKER_GROUPS",
    "Amenity",
    "AmenityFact",
    "AmenityState",
    "Answer",
    "Need",
    "StationType",
    "Term",
    "all_of",
    "answer_of",
    "any_of",
    "brand_of",
    "meant_for",
    "needs_of",
]
