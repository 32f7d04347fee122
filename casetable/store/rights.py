"""Who may use a server's tables: whoever might use the replaced ones may use the new ones, and nobody else may."""

# ruff: noqa: S608  (the questions are made of constants)

from sqlalchemy import Connection, text

_TABLES = "pg_class old JOIN pg_class new USING (relname, relkind)"
_STAND = (
    "old.relkind = 'r' AND old.relnamespace = quote_ident(CAST(:aside AS text))::regnamespace "
    "AND new.relnamespace = current_schema()::regnamespace"
)
_WHOM = "CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END"
_MAY_GRANT = "CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END"

_OWNERS = (
    "SELECT 'ALTER TABLE ' || quote_ident(relname) || ' OWNER TO ' || quote_ident(pg_get_userbyid(old.relowner)) "
    f"FROM {_TABLES} WHERE {_STAND} AND old.relowner <> new.relowner"
)
_FUNCTIONS_OWNERS = (
    "SELECT 'ALTER FUNCTION ' || new.oid::regprocedure || ' OWNER TO ' || quote_ident(pg_get_userbyid(old.proowner)) "
    "FROM pg_proc old JOIN pg_proc new USING (proname, proargtypes) "
    "WHERE old.pronamespace = quote_ident(CAST(:aside AS text))::regnamespace "
    "AND new.pronamespace = current_schema()::regnamespace AND old.proowner <> new.proowner"
)
_REVOKES = (
    f"SELECT DISTINCT 'REVOKE ALL ON ' || quote_ident(relname) || ' FROM ' || {_WHOM} "
    f"FROM {_TABLES}, aclexplode(coalesce(new.relacl, acldefault('r', new.relowner))) a WHERE {_STAND}"
)
_GRANTS = (
    f"SELECT 'GRANT ' || a.privilege_type || ' ON ' || quote_ident(relname) || ' TO ' || {_WHOM} || {_MAY_GRANT} "
    f"FROM {_TABLES}, aclexplode(coalesce(old.relacl, acldefault('r', old.relowner))) a WHERE {_STAND}"
)
_COLUMNS_GRANTS = (
    "SELECT 'GRANT ' || a.privilege_type || ' (' || quote_ident(its.attname) || ') ON ' || quote_ident(relname) "
    f"|| ' TO ' || {_WHOM} || {_MAY_GRANT} FROM {_TABLES} JOIN pg_attribute its ON its.attrelid = old.oid "
    "JOIN pg_attribute same ON same.attrelid = new.oid AND same.attname = its.attname, "
    f"aclexplode(its.attacl) a WHERE {_STAND}"
)


def hand_on_rights(connection: Connection, aside: str) -> None:
    """Give the tables of the current schema the owners and the rights of those of the same name in ``aside``.

    A table that had none there keeps what it was made with. Nobody is ever asked about the functions: only their
    owner may alter them. Raises the driver's error when this login may not hand a table to its old owner.
    """
    for question in (_OWNERS, _FUNCTIONS_OWNERS, _REVOKES, _GRANTS, _COLUMNS_GRANTS):
        for order in connection.scalars(text(question), {"aside": aside}).all():
            connection.exec_driver_sql(order)
