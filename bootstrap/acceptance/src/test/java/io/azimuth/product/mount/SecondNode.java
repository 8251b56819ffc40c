package io.azimuth.product.mount;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.storage.StorageModule;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.adapters.storage.seal.SealKey;
import io.azimuth.adapters.storage.seal.StaticSealConfig;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.product.server.WatchedEngine;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.seal.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A second program with the keys of the server and the same store. It writes records faster than
 * requests can.
 */
final class SecondNode {

  private static final int TOKENS_A_COMMIT = 900;

  private final Store store;
  private final Barrier barrier;
  private final SecretGenerator secrets;
  private final Clock clock;

  private SecondNode(Injector injector) {
    this.store = injector.getInstance(Store.class);
    this.barrier = injector.getInstance(Barrier.class);
    this.secrets = injector.getInstance(SecretGenerator.class);
    this.clock = injector.getInstance(Clock.class);
  }

  /** Opens the store of a server in this JVM that has the seal key of tests. */
  static SecondNode on(WatchedEngine engine, Path sealKey, Clock clock) {
    SecretGenerator generator = new SystemSecretGenerator();
    Injector injector =
        Guice.createInjector(
            new StorageModule(engine, AuditConfig.NONE, new NoMetrics()),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(Member.Self.class).toInstance(new Member.Self("", "", "", ""));
                bind(Clock.class).toInstance(clock);
                bind(SecretGenerator.class).toInstance(generator);
              }
            });
    Barrier barrier = injector.getInstance(Barrier.class);
    byte[] wrapped = barrier.sealRecord().orElseThrow().wrappedRootKey();
    barrier.unseal(seal(sealKey, generator).unwrap(wrapped));
    return new SecondNode(injector);
  }

  private static Seal seal(Path key, SecretGenerator generator) {
    try {
      SecretBytes bytes = SecretBytes.of(Files.readAllBytes(key));
      return new StaticSealConfig(new SealKey("test", bytes), Optional.empty()).seal(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Issues this many tokens of the mount with a lifetime of an hour; returns samples spread over
   * all of them.
   */
  List<String> issue(String mountAccessor, int number, int samples) {
    List<String> some = new ArrayList<>();
    for (int issued = 0; issued < number; ) {
      UnitOfWork work = store.begin();
      int end = Math.min(number, issued + TOKENS_A_COMMIT);
      for (; issued < end; issued++) {
        String token = stage(work, mountAccessor);
        if (issued % (number / samples) == 0) {
          some.add(token);
        }
      }
      CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
      if (outcome != CommitOutcome.COMMITTED) {
        throw new IllegalStateException("a batch of tokens ended as " + outcome);
      }
    }
    return some;
  }

  private String stage(UnitOfWork work, String mountAccessor) {
    SecretText token = SecretText.of("azs." + secrets.base62(24));
    Accessor accessor = barrier.accessor(token);
    TokenOrigin origin =
        new TokenOrigin(
            new RevocationStamp(mountAccessor, 0),
            "auth/big/login",
            "big-one",
            Map.of("role", "web"),
            Optional.empty(),
            Map.of());
    TokenRights rights = new TokenRights(List.of("default"), Optional.empty(), List.of(), 0);
    TokenLifetime span = TokenLifetime.of(clock.instant(), Duration.ofHours(1), true);
    work.tokens()
        .put(
            barrier.hash(accessor),
            new Token(TokenType.SERVICE, Optional.of(accessor), origin, rights, span, List.of()));
    return token.expose();
  }
}
