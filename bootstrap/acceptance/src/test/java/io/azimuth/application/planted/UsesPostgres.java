package io.azimuth.application.planted;

import org.postgresql.PGConnection;

/** Violates the rule about PostgreSQL's driver. */
interface UsesPostgres {
  PGConnection connection();
}
