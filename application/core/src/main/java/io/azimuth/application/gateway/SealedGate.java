package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.ServedBy;
import io.azimuth.application.mount.Backends;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.route.RouteTable;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.trace.CurrentSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Serves the few routes that work without the store. They need no token, no mount and no audit, and
 * are the same when sealed and when unsealed.
 */
@Singleton
final class SealedGate {

  private static final String MOUNT = "sys/";
  private static final String TYPE = "system";

  private final Barrier barrier;
  private final Backends backends;

  @Inject
  SealedGate(Barrier barrier, Backends backends) {
    this.barrier = barrier;
    this.backends = backends;
  }

  /** Whether this request is served here: one of these routes, or any request while sealed. */
  boolean serves(ApiRequest request) {
    return barrier.isSealed() || match(request).filter(SealedGate::worksWithoutStore).isPresent();
  }

  Awaited<ApiResponse> handle(ApiRequest request) {
    RouteTable.Match match = match(request).orElseThrow(SealedGate::sealed);
    RouteInTrace.tell(CurrentSpan.get(), MOUNT, match.route());
    if (!worksWithoutStore(match)) {
      Answer known = match.route().answerWhileSealed().orElseThrow(SealedGate::sealed);
      return Awaited.of(response(request, match, known));
    }
    CrossSiteWrites.refuse(request, match.route().access());
    Value.Obj parameters =
        switch (request.operation()) {
          case WRITE, PATCH -> request.body().read(match.route().bodyLimit());
          case READ, LIST, SCAN, DELETE, HELP -> request.query();
        };
    Fields fields = Fields.of(match.route().fields(), parameters, match.captures());
    Answer answer = match.route().sealedHandler().handle(request, fields);
    return awaited(answer).then(arrived -> response(request, match, arrived));
  }

  private static Awaited<Answer> awaited(Answer answer) {
    return answer instanceof Answer.Await await ? await.pending() : Awaited.of(answer);
  }

  private static ApiResponse response(ApiRequest request, RouteTable.Match match, Answer answer) {
    return new ApiResponse(request.id(), answer, "", match.route().rendering())
        .by(ServedBy.route(TYPE, match.route()));
  }

  private Optional<RouteTable.Match> match(ApiRequest request) {
    if (!request.path().startsWith(MOUNT)) {
      return Optional.empty();
    }
    String below = request.path().substring(MOUNT.length());
    return backends
        .ofType(TYPE)
        .flatMap(served -> served.routes().find(request.operation(), below).match());
  }

  private static boolean worksWithoutStore(RouteTable.Match match) {
    return match.route().access() == Access.PUBLIC_EVEN_SEALED;
  }

  private static ServiceException sealed() {
    return new ServiceException(ErrorCode.SEALED, "the store is sealed");
  }
}
