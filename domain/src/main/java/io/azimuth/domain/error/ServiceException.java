package io.azimuth.domain.error;

import java.util.Optional;

/**
 * A fault of this server or of a system behind it. Expected refusals are values, not exceptions.
 *
 * <p>{@link #getMessage} is for the server's log: it holds the code and, where there is one, a
 * detail without secrets. A caller reads {@link ErrorCode#sentence} only.
 */
public final class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String detail;

  /** A fault whose detail is for the log. */
  public ServiceException(ErrorCode code, String detail) {
    super(code + ": " + detail);
    this.code = code;
    this.detail = detail;
  }

  /** A fault with its cause; the detail is for the log. */
  public ServiceException(ErrorCode code, String detail, Throwable cause) {
    super(code + ": " + detail, cause);
    this.code = code;
    this.detail = detail;
  }

  /** The code of the fault. */
  public ErrorCode code() {
    return code;
  }

  /** Details of this case for the operator: no secrets, and not the code. */
  public String detail() {
    return detail;
  }

  /** The service fault in this throwable or its causes, if there is one. */
  public static Optional<ServiceException> in(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ServiceException fault) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
