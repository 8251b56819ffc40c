package io.azimuth.application.token.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.route.RetryExecutor;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Operations on all tokens: list their accessors, clean up. */
@Singleton
final class TokenMaintenanceRoutes {

  private final TokenScan pages;
  private final RetryExecutor threads;
  private final TokenCleaning cleaning;

  @Inject
  TokenMaintenanceRoutes(TokenScan pages, RetryExecutor threads, TokenCleaning cleaning) {
    this.pages = pages;
    this.threads = threads;
    this.cleaning = cleaning;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "accessors")
            .access(Access.SUDO)
            .summary("List the accessors of all tokens")
            .answers(AnswerSchema.keys())
            .handle(core(this::accessors)),
        Route.on(Operation.WRITE, "tidy")
            .access(Access.AUTHORIZED)
            .summary("Clean up after tokens that are gone")
            .answers(AnswerSchema.accepted())
            .handle(core(this::tidy)));
  }

  private Answer accessors(CoreCall call) {
    AccessorListing listing =
        call.once(
            AccessorListing.class, () -> AccessorListing.begin(pages, threads, call.deadline()));
    return Answer.of(
        Awaited.of(listing.result(), call.deadline(), ErrorCode.STORE_BUSY).then(Answer::keys));
  }

  private Answer tidy(CoreCall call) {
    cleaning.begin();
    return new Answer.Accepted(
        List.of(
            "Tidy operation successfully started. Any information from the operation will be"
                + " printed to the server's log."));
  }
}
