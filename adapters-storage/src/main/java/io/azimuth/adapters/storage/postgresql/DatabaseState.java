package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;

/** Whether the database does what it is asked for. While it does not, requests fail at once. */
final class DatabaseState {

  private final Logger logger;
  private volatile Optional<ErrorCode> problem = Optional.empty();
  private volatile boolean closed;

  DatabaseState(Logger logger) {
    this.logger = logger;
  }

  /** Why requests fail at this moment; empty when they do not. */
  Optional<ErrorCode> problem() {
    return closed ? Optional.of(ErrorCode.STORE_FAILED) : problem;
  }

  /**
   * Refuses a read of a database that is away or closed.
   *
   * @throws ServiceException with {@code STORE_UNAVAILABLE} or {@code STORE_FAILED}
   */
  void checkReading() {
    problem()
        .filter(code -> code != ErrorCode.STORE_FULL)
        .ifPresent(
            code -> {
              throw new ServiceException(code, "the database cannot be used at this moment");
            });
  }

  /**
   * Refuses a write.
   *
   * @throws ServiceException with the problem as its code
   */
  void checkWriting() {
    problem()
        .ifPresent(
            code -> {
              throw new ServiceException(code, "the database takes no writes at this moment");
            });
  }

  /** Notes that a statement failed. */
  synchronized void failed(SQLException thrown) {
    Optional<ErrorCode> code = Optional.of(code(SqlFault.of(thrown)));
    if (!code.equals(problem)) {
      problem = code;
      logger.error(
          "the database failed, sqlstate={}: {}", thrown.getSQLState(), SqlFault.reason(thrown));
    }
  }

  /** The code of the exception that a caller gets. */
  static ErrorCode code(SqlFault fault) {
    return switch (fault) {
      case AWAY, RACE -> ErrorCode.STORE_UNAVAILABLE;
      case FULL -> ErrorCode.STORE_FULL;
      case REFUSED -> ErrorCode.STORE_FAILED;
    };
  }

  /** Notes that the database took a write. */
  synchronized void works() {
    if (problem.isPresent()) {
      problem = Optional.empty();
      logger.warn("the database works again");
    }
  }

  /** Refuses everything from now on. */
  void close() {
    closed = true;
  }
}
