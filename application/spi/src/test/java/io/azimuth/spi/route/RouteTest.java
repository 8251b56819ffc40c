package io.azimuth.spi.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouteTest {

  @Test
  void publicRoutesReadLittleAndOthersTheUsual() {
    assertThat(route(Access.PUBLIC).bodyLimit()).isEqualTo(new BodyLimit(64 * 1024, 200));
    assertThat(route(Access.AUTHORIZED).bodyLimit())
        .isEqualTo(new BodyLimit(2 * 1024 * 1024, 50_000));
    assertThat(route(Access.SUDO).bodyLimit()).isEqualTo(new BodyLimit(2 * 1024 * 1024, 50_000));
  }

  @Test
  void aSealedRouteHasAnotherKindOfHandler() {
    Route.Builder sealed = Route.on(Operation.READ, "x").access(Access.PUBLIC_EVEN_SEALED);
    Route.Builder open = Route.on(Operation.READ, "x").access(Access.PUBLIC);

    assertThatThrownBy(() -> sealed.handle(call -> new Answer.Empty()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> open.handleEvenSealed((request, fields) -> new Answer.Empty()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void withoutAnExistenceCheckEverythingIsThere() {
    assertThat(route(Access.AUTHORIZED).hasExistenceCheck()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"PUBLIC", "PUBLIC_EVEN_SEALED", "PUBLIC_OR_VALID_TOKEN"})
  void aBodyOfAnyLengthIsTakenOfNoStranger(Access access) {
    Route.Builder route = Route.on(Operation.WRITE, "x").access(access);

    assertThatThrownBy(route::takesBytes).isInstanceOf(IllegalStateException.class);
    assertThat(Route.on(Operation.WRITE, "x").access(Access.AUTHORIZED).takesBytes()).isNotNull();
  }

  @Test
  void onlySudoNeedsSudoAndPublicNeedsNoToken() {
    assertThat(Access.SUDO.needsSudo()).isTrue();
    assertThat(Access.AUTHORIZED.needsSudo()).isFalse();
    assertThat(Access.AUTHORIZED.needsToken()).isTrue();
    assertThat(Access.PUBLIC.needsToken()).isFalse();
    assertThat(Access.PUBLIC_EVEN_SEALED.needsToken()).isFalse();
  }

  @Test
  void aDeleteRemovesAndOthersSaySo() {
    assertThat(route(Access.AUTHORIZED).removes()).isFalse();
    Route revocation =
        Route.on(Operation.WRITE, "revoke")
            .access(Access.AUTHORIZED)
            .removes()
            .handle(call -> new Answer.Empty());
    assertThat(revocation.removes()).isTrue();
    assertThat(revocation.with(call -> new Answer.Empty(), call -> true).removes()).isTrue();
    assertThat(
            Route.on(Operation.DELETE, "x")
                .access(Access.AUTHORIZED)
                .handle(call -> new Answer.Empty())
                .removes())
        .isTrue();
  }

  private static Route route(Access access) {
    return Route.on(Operation.WRITE, "x").access(access).handle(call -> new Answer.Empty());
  }
}
