"""Let Alembic run over the connection that `stations.schema` hands to it."""

from alembic import context
from geoalchemy2 import alembic_helpers

from stations.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # without these three, comparing models and tables would want to drop PostGIS's own tables
    include_object=alembic_helpers.include_object,
    process_revision_directives=alembic_helpers.writer,
    render_item=alembic_helpers.render_item,
)
with context.begin_transaction():
    context.run_migrations()
