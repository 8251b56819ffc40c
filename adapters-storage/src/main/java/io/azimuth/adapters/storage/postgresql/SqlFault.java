package io.azimuth.adapters.storage.postgresql;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/** What a failed statement means for the store, by its SQLSTATE. */
enum SqlFault {
  /**
   * The database cannot be reached, accepts no login, or is not the primary any more: try again.
   */
  AWAY,
  /** Another transaction or somebody's cancel was in the way: try again at once. */
  RACE,
  /** The disk of the database is full: nothing was written. */
  FULL,
  /** Anything else, such as a missing permission. Trying again does not help. */
  REFUSED;

  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  private static final Set<String> ENDING =
      Set.of("57P01", "57P02", "57P03", "57P05", "53300", "25P03", "25P04");
  private static final Set<String> RACES = Set.of("40001", "40P01", "55P03", "57014");
  private static final String READ_ONLY = "25006";
  private static final String DISK_FULL = "53100";
  private static final String CONNECTION = "08";

  /** A password or a token that was changed, or has ended, is replaced by the next one. */
  private static final String LOGIN = "28";

  /** Deeper than any chain that was seen; a chain may be a ring. */
  private static final int MAX_CAUSES = 16;

  static SqlFault of(SQLException thrown) {
    String state = thrown.getSQLState();
    if (state == null
        || state.startsWith(CONNECTION)
        || state.startsWith(LOGIN)
        || state.equals(READ_ONLY)
        || ENDING.contains(state)) {
      return AWAY;
    }
    if (RACES.contains(state)) {
      return RACE;
    }
    return state.equals(DISK_FULL) ? FULL : REFUSED;
  }

  /** Whether the database did not accept who logs in. */
  static boolean isRefusedLogin(SQLException thrown) {
    return thrown.getSQLState() != null && thrown.getSQLState().startsWith(LOGIN);
  }

  /**
   * What happened, for the log: the first message of the driver and that of the innermost cause,
   * which has the reason why a connection could not be made.
   */
  static String reason(Throwable thrown) {
    List<String> hints =
        Stream.<Throwable>iterate(thrown, it -> it != null, Throwable::getCause)
            .limit(MAX_CAUSES)
            .filter(it -> !(it instanceof FlywayException || it instanceof SQLTransientException))
            .map(SqlFault::firstLine)
            .toList();
    if (hints.isEmpty()) {
      return String.valueOf(thrown.getMessage());
    }
    String first = hints.get(0);
    String last = hints.get(hints.size() - 1);
    return first.contains(last) ? first : first.replaceFirst("\\.$", "") + ": " + last;
  }

  private static String firstLine(Throwable thrown) {
    return Optional.ofNullable(thrown.getMessage())
        .flatMap(text -> text.lines().findFirst())
        .orElseGet(() -> thrown.getClass().getSimpleName());
  }
}
