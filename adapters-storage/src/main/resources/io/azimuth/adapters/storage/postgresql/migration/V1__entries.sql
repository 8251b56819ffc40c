-- One row. A commit holds its lock, so commits follow one another on all nodes, and each one sees
-- all before it. The format tells a server of another release what it will find.
CREATE TABLE azimuth_store (
  id     integer PRIMARY KEY CHECK (id = 1),
  format integer NOT NULL
);
INSERT INTO azimuth_store (id, format) VALUES (1, 1);

-- A sequence never gives a number twice, also when the transaction that took it was rolled back.
CREATE SEQUENCE azimuth_revision;

-- Bytes are compared as unsigned numbers. Values are encrypted, so compressing them is in vain.
CREATE TABLE azimuth_entry (
  key      bytea PRIMARY KEY,
  value    bytea NOT NULL,
  revision bigint NOT NULL
);
ALTER TABLE azimuth_entry ALTER COLUMN value SET STORAGE EXTERNAL;

-- The last group of each running node and what became of it. After a broken connection a node asks
-- again with the same number, and its batches are applied once.
CREATE TABLE azimuth_commit (
  node      uuid   NOT NULL,
  number    bigint NOT NULL,
  conflicts integer[] NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (node, number)
);

-- Applies the batches of a group whose preconditions hold. No two batches of a group may have a key
-- in common that one of them writes. The commit is part of the procedure: no lock is ever held while
-- the server waits for a client, which may have been stopped.
--
-- conflicts: the batches that were not applied; null when a later group of the node was applied.
CREATE PROCEDURE azimuth_commit_group(
  the_node       uuid,
  the_number     bigint,
  check_batches  integer[],
  check_keys     bytea[],
  check_revisions bigint[],
  put_batches    integer[],
  put_keys       bytea[],
  put_values     bytea[],
  delete_batches integer[],
  delete_keys    bytea[],
  INOUT conflicts integer[]
)
LANGUAGE plpgsql
AS $$
DECLARE
  last_number    bigint;
  last_conflicts integer[];
  next_revision  bigint;
BEGIN
  PERFORM 1 FROM azimuth_store s WHERE s.id = 1 FOR UPDATE;

  SELECT c.number, c.conflicts INTO last_number, last_conflicts
    FROM azimuth_commit c WHERE c.node = the_node ORDER BY c.number DESC LIMIT 1;
  IF last_number >= the_number THEN
    -- Written again, so that this commit, too, waits for a synchronous standby.
    UPDATE azimuth_commit c SET at = now() WHERE c.node = the_node AND c.number = last_number;
    conflicts := CASE WHEN last_number = the_number THEN last_conflicts END;
    COMMIT;
    RETURN;
  END IF;

  conflicts := ARRAY(
    SELECT DISTINCT t.batch
      FROM unnest(check_batches, check_keys, check_revisions) AS t(batch, key, revision)
     WHERE coalesce((SELECT e.revision FROM azimuth_entry e WHERE e.key = t.key), 0) <> t.revision);
  next_revision := nextval('azimuth_revision');

  DELETE FROM azimuth_entry e
   WHERE e.key = ANY (ARRAY(
     SELECT t.key FROM unnest(delete_batches, delete_keys) AS t(batch, key)
      WHERE t.batch <> ALL (conflicts)));

  INSERT INTO azimuth_entry AS e (key, value, revision)
    SELECT t.key, t.value, next_revision
      FROM unnest(put_batches, put_keys, put_values) AS t(batch, key, value)
     WHERE t.batch <> ALL (conflicts)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, revision = excluded.revision;

  INSERT INTO azimuth_commit (node, number, conflicts, at)
    VALUES (the_node, the_number, conflicts, now());
  DELETE FROM azimuth_commit c WHERE c.node = the_node AND c.number = last_number;
  COMMIT;
END
$$;
