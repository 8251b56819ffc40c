package io.azimuth.bootstrap.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.spi.Backend;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedBackendTest {

  private final PluginCatalog catalog = PluginCatalog.load(Optional.empty(), PinnedJars.NONE);
  private final PluginGuard guard =
      new PluginGuard(
          catalog.authMethods().iterator().next(),
          PluginGuard.Places.of(1, new Semaphore(1)),
          Runnable::run);

  @AfterEach
  void close() {
    guard.close();
    catalog.close();
  }

  private GuardedBackend guarded(Route route) {
    return new GuardedBackend(
        new Backend() {
          @Override
          public String type() {
            return "own";
          }

          @Override
          public List<Route> routes() {
            return List.of(route);
          }
        },
        guard);
  }

  @Test
  void noRouteOfAPluginWorksWhileTheServerIsSealed() {
    Route open =
        Route.on(Operation.READ, "open").access(Access.PUBLIC).handle(call -> new Answer.Empty());
    Route sealed =
        Route.on(Operation.READ, "even")
            .access(Access.PUBLIC_EVEN_SEALED)
            .handleEvenSealed((request, fields) -> new Answer.Empty());

    assertThatCode(() -> guarded(open)).doesNotThrowAnyException();
    assertThatThrownBy(() -> guarded(sealed))
        .isInstanceOf(PluginFailedException.class)
        .hasMessage("the access PUBLIC_EVEN_SEALED of READ even is for the server's own routes");
  }

  @Test
  void whatItSaysOfItselfCanBeShown() {
    Route forged =
        Route.on(Operation.READ, "x")
            .access(Access.PUBLIC)
            .answers(AnswerSchema.data(AnswerField.text("a", "\u001b[2J")))
            .handle(call -> new Answer.Empty());

    assertThatThrownBy(() -> guarded(forged))
        .isInstanceOf(PluginFailedException.class)
        .hasMessageEndingWith("has a control character in a description");
  }

  @Test
  void whatARouteDeclaresStaysUnderTheGuard() {
    AnswerSchema declared = AnswerSchema.keys();
    Route route =
        Route.on(Operation.LIST, "x")
            .access(Access.PUBLIC)
            .answers(declared)
            .handle(call -> new Answer.Empty());

    assertThat(guarded(route).routes())
        .singleElement()
        .satisfies(it -> assertThat(it.answers()).contains(declared));
  }
}
