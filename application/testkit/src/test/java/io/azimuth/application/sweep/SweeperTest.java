package io.azimuth.application.sweep;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweeperTest {

  private final ScriptedMethod method = new ScriptedMethod();
  private final TestServer server = new TestServer(method);
  private final String root = server.initialize();

  @ParameterizedTest
  @EnumSource(names = {"CONFLICT", "UNKNOWN"})
  void leavesTheStorageOfAMountThatCannotBeDeletedToTheNextRun(CommitOutcome outcome) {
    done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return new Answer.Empty();
        });
    done(server.write(root, "auth/app/act", Map.of()));
    done(server.delete(root, "sys/auth/app"));
    server.store().endCommitsWith(outcome);

    server.get(Sweeper.class).run();
    assertThat(server.store().keys()).anyMatch(key -> key.startsWith("data/"));

    server.get(Sweeper.class).run();
    assertThat(server.store().keys())
        .noneMatch(key -> key.startsWith("data/") || key.startsWith("sweep/"));
  }

  @Test
  void leavesTokensThatCannotBeRemovedToTheNextRun() {
    clientToken(
        server.write(root, "auth/token/create", Map.of("policies", "default", "ttl", "1s")));
    server.clock().advance(Duration.ofSeconds(1).plus(ClockSkew.ALLOWED));
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    server.get(Sweeper.class).run();
    assertThat(server.store().tokenCount()).isEqualTo(2);

    server.get(Sweeper.class).run();
    assertThat(server.store().tokenCount()).isEqualTo(1);
  }

  @Test
  void leavesAnExpiredTokenUntilItIsExpiredByEveryClock() {
    clientToken(
        server.write(root, "auth/token/create", Map.of("policies", "default", "ttl", "1h")));
    server.clock().advance(Duration.ofHours(1).plus(ClockSkew.ALLOWED).minusMillis(1));
    server.get(Sweeper.class).run();
    assertThat(server.store().tokenCount()).isEqualTo(2);

    server.clock().advance(Duration.ofMillis(1));
    server.get(Sweeper.class).run();
    assertThat(server.store().tokenCount()).isEqualTo(1);
  }

  @Test
  void leavesATokenToTheRequestThatTakesItsLastUse() {
    done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    String token =
        clientToken(
            server.write(
                root, "auth/token/create", Map.of("policies", "root", "num_uses", 1, "ttl", "1h")));
    method.act(
        call -> {
          server.get(Sweeper.class).run();
          server.clock().advance(TokenScan.LONGEST_REQUEST.minusNanos(1));
          server.get(Sweeper.class).run();
          assertThat(server.store().tokenCount()).isEqualTo(2);

          server.clock().advance(Duration.ofNanos(1));
          server.get(Sweeper.class).run();
          assertThat(server.store().tokenCount()).isEqualTo(1);
          return new Answer.Empty();
        });

    done(server.write(token, "auth/app/act", Map.of()));

    assertThat(method.calls()).hasSize(1);
  }
}
