package io.azimuth.application.token.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.route.RetryExecutor;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The accessors of living tokens: {@code accessors}. A whole list is sorted; parts, with {@code
 * limit} or {@code after}, are in the order of the store, so that one of them reads no more tokens
 * than it shows, and those that have ended in between.
 */
@Singleton
final class AccessorRoutes {

  private static final Field<String> AFTER =
      Field.text("after", "the accessor that the list begins behind, in the order of the store");
  private static final Field<Integer> LIMIT =
      Field.number("limit", 0, "how many are listed at most; all, unless it is positive");

  private static final String TOO_MANY =
      "there are more than 40,000 tokens, or they take too long to read: list them in pages, with"
          + " limit and after";

  private final TokenScan pages;
  private final RetryExecutor threads;
  private final Barrier barrier;

  @Inject
  AccessorRoutes(TokenScan pages, RetryExecutor threads, Barrier barrier) {
    this.pages = pages;
    this.threads = threads;
    this.barrier = barrier;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "accessors")
            .access(Access.SUDO)
            .summary("List the accessors of all tokens")
            .fields(AFTER, LIMIT)
            .answers(AnswerSchema.keys())
            .handle(core(this::list)));
  }

  private Answer list(CoreCall call) {
    Optional<TokenHash> after = after(call);
    Optional<Integer> limit = Optional.of(call.fields().value(LIMIT)).filter(most -> most > 0);
    if (limit.filter(most -> most > AccessorListing.MOST).isPresent()) {
      throw RefusedException.invalid("limit is at most 40,000");
    }
    AccessorListing listing =
        call.once(
            AccessorListing.class,
            () -> AccessorListing.begin(pages, threads, call.deadline(), after, limit));
    boolean whole = after.isEmpty() && limit.isEmpty();
    return Answer.of(
        Awaited.ended(listing.result(), call.deadline())
            .thenAwait(ended -> found(listing, call, ended || limit.isPresent()))
            .then(accessors -> Answer.keys(whole ? sorted(accessors) : accessors)));
  }

  private Optional<TokenHash> after(CoreCall call) {
    return call.fields()
        .present(AFTER)
        .filter(text -> !text.isEmpty())
        .map(
            text ->
                Accessor.parse(text)
                    .map(barrier::hash)
                    .orElseThrow(() -> RefusedException.invalid("after is not an accessor")));
  }

  // To list all takes too long where a part does not.
  private static Awaited<List<String>> found(
      AccessorListing listing, CoreCall call, boolean endedOrPart) {
    if (!endedOrPart) {
      throw RefusedException.invalid(TOO_MANY);
    }
    return Awaited.of(listing.result(), call.deadline(), ErrorCode.STORE_BUSY)
        .then(accessors -> accessors.orElseThrow(() -> RefusedException.invalid(TOO_MANY)));
  }

  private static List<String> sorted(List<String> accessors) {
    return accessors.stream().sorted().toList();
  }
}
