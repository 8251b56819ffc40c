package io.azimuth.adapters.http.answer;

import io.azimuth.domain.error.ErrorCategory;

/** Maps each category of refusals to its status. No other code chooses the status of a refusal. */
final class CategoryStatus {

  private CategoryStatus() {}

  static int of(ErrorCategory category) {
    return switch (category) {
      case INVALID_REQUEST -> 400;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case UNSUPPORTED_OPERATION -> 405;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA -> 415;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case UPSTREAM_UNUSABLE -> 502;
      case SEALED, OVERLOADED, UPSTREAM_UNAVAILABLE -> 503;
    };
  }
}
