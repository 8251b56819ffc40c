package io.azimuth.application.backend.token;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Route;
import io.azimuth.application.sweep.Tidy;
import io.azimuth.application.token.TokenPages;
import io.azimuth.domain.token.Accessor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeSet;

/** What is done with all tokens at once: listing their accessors, cleaning. */
@Singleton
public final class TokenMaintenance {

  private final TokenPages pages;
  private final Tidy tidy;

  @Inject
  TokenMaintenance(TokenPages pages, Tidy tidy) {
    this.pages = pages;
    this.tidy = tidy;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "accessors")
            .access(Access.SUDO)
            .summary("List the accessors of all tokens")
            .handle(this::accessors),
        Route.on(Operation.WRITE, "tidy")
            .access(Access.AUTHORIZED)
            .summary("Clean up after tokens that are gone")
            .handle(this::tidy));
  }

  private Answer accessors(Call call) {
    TreeSet<String> accessors = new TreeSet<>();
    pages.forEachAlive(
        stored -> stored.token().accessor().map(Accessor::value).ifPresent(accessors::add));
    return Answer.keys(List.copyOf(accessors));
  }

  private Answer tidy(Call call) {
    tidy.begin();
    return new Answer.Accepted(
        List.of(
            "Tidy operation successfully started. Any information from the operation will be"
                + " printed to the server's log."));
  }
}
