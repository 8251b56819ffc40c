-- Room in each page for the next version of one row: its update then stays in the page and needs no
-- entry in the index. And old versions are cleaned up when they are a twentieth of the rows, not a fifth.
--
-- The lock waits for no reader or writer and stops none, only for somebody's VACUUM or the like (one of the
-- database's own gives way after a second). The server starts all the same when it is not to be had, or
-- when its user does not own the table.
DO $$
BEGIN
  SET LOCAL lock_timeout = '3s';
  ALTER TABLE azimuth_entry SET (
    fillfactor = 90,
    autovacuum_vacuum_scale_factor = 0.05,
    toast.autovacuum_vacuum_scale_factor = 0.05);
EXCEPTION WHEN lock_not_available OR insufficient_privilege THEN
  RAISE WARNING 'the storage parameters of azimuth_entry are not set: %', SQLERRM;
END
$$;
