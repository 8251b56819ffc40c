package io.azimuth.jwt.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.domain.jwt.CodeVerifier;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.jwt.OidcAuthMethodFactory;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.SequentialSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingSignInSweepTest {

  private static final Instant START = TestServer.START;

  private final TestServer server =
      TestServer.with(new OidcAuthMethodFactory(), TestServer.NO_SETTINGS);
  private final MountStore store = PluginMountStore.ofAuthMethod(server.store(), "oidc");
  private final PendingSignInSweep sweep = new PendingSignInSweep(store);
  private final SequentialSecrets secrets = new SequentialSecrets();
  private String mount = "";

  @BeforeEach
  void enable() {
    String root = server.initialize();
    TestServer.done(server.write(root, "sys/auth/oidc", Map.of("type", "oidc")));
    mount =
        server.get(MountTables.class).of(server.store().begin()).mounts().stream()
            .filter(it -> it.type().equals("oidc"))
            .map(Mount::uuid)
            .findFirst()
            .orElseThrow();
  }

  private SecretText add(Instant expires) {
    SecretText state = PendingSignIns.newState(secrets, expires);
    PendingSignIn signIn =
        new PendingSignIn(
            "https://idp.example",
            "client/1",
            "ops",
            "http://localhost:8250/oidc/callback",
            SecretText.of("nonce"),
            new CodeVerifier(SecretText.of("v".repeat(64))),
            SecretText.of("mine"),
            Optional.of(SecretText.of("d3v")),
            expires);
    MountTransaction work = store.begin(mount);
    PendingSignIns.add(work.storage(), state, signIn);
    var unused = store.commit(work);
    server.store().awaitCommits();
    return state;
  }

  private Optional<PendingSignIn> find(SecretText state, Instant now) {
    server.store().awaitCommits();
    return PendingSignIns.find(store.begin(mount).storage(), state, now);
  }

  @Test
  void whatWaitsIsFoundAsItWas() {
    Instant expires = START.plus(Duration.ofMinutes(5));
    SecretText state = add(expires);

    PendingSignIn found = find(state, START).orElseThrow();

    assertThat(found.issuer()).isEqualTo("https://idp.example");
    assertThat(found.clientId()).isEqualTo("client/1");
    assertThat(found.role()).isEqualTo("ops");
    assertThat(found.deviceCode()).contains(SecretText.of("d3v"));
    assertThat(found.expires()).isEqualTo(expires);
    assertThat(found.isOf(SecretText.of("mine"))).isTrue();
    assertThat(found.isOf(SecretText.of(""))).isFalse();
    assertThat(found.toString()).doesNotContain("mine", "d3v", "vvv");
    assertThat(find(state, expires)).isEmpty();
    assertThat(PendingSignIns.names(store.begin(mount).storage(), 9).toString())
        .doesNotContain(state.expose().substring(10));
  }

  @Test
  void removesWhatIsOver() {
    SecretText over = add(START);
    SecretText waits = add(START.plusSeconds(1));

    sweep.run(mount, START.plus(ClockSkew.ALLOWED));

    assertThat(find(over, START.minusSeconds(1))).isEmpty();
    assertThat(find(waits, START)).isPresent();
    sweep.run(mount, START.plus(ClockSkew.ALLOWED).plusSeconds(9));
    assertThat(find(waits, START)).as("not before the pause is over").isPresent();
    sweep.run(mount, START.plus(ClockSkew.ALLOWED).plusSeconds(10));
    assertThat(find(waits, START)).isEmpty();
  }

  @Test
  void endsALoginWhoseRequestIsRefused() {
    SecretText state = add(START.plusSeconds(300));

    sweep.end(mount, state);

    assertThat(find(state, START)).isEmpty();
    sweep.end("no-such-mount", state);
  }
}
