package io.azimuth.application.gateway;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;

/**
 * Refuses writes below {@code sys/} that a web page of somebody else can send. A page cannot read
 * the answer, but a browser behind the firewall sends the request. A browser names the page in
 * {@code Origin}, and sends no token of another site by itself.
 */
final class CrossSiteWrites {

  private static final String SYSTEM = "sys/";

  private CrossSiteWrites() {}

  static void refuse(ApiRequest request, Access access) {
    if (request.path().startsWith(SYSTEM)
        && isWrite(request.operation())
        && !access.needsToken()
        && request.token().isEmpty()
        && request.headers().containsKey("origin")) {
      throw new RefusedException(
          ErrorCategory.PERMISSION_DENIED,
          "a web page (header Origin) may not send this request without a token");
    }
  }

  private static boolean isWrite(Operation operation) {
    return switch (operation) {
      case WRITE, PATCH, DELETE -> true;
      case READ, LIST, SCAN, HELP -> false;
    };
  }
}
